import { say } from '../words/words.svelte.ts';
import { canPickFiles } from './file-handles.ts';
import type { StudyFiles } from './study-files.svelte.ts';

/** The entries of the study menu; `openInput` asks for a file where the page has no picker of its own. */
export function studyItems(
  files: StudyFiles,
  openInput: () => void
): { label: string; act: () => void; testid: string }[] {
  const onSample = files.id === 'sample';
  return [
    { label: say('files.recent.menu'), act: () => void files.list(), testid: 'studies' },
    { label: say('file.new'), act: () => void files.newStudy(), testid: 'new-study' },
    {
      label: say(onSample ? 'file.sampleAnew' : 'file.sample'),
      act: () => void files.openSample(),
      testid: 'open-sample'
    },
    { label: say('file.openFile'), act: () => void files.pickFile(openInput), testid: 'open-file' },
    { label: say('files.save'), act: () => void files.save(), testid: 'save' },
    ...(canPickFiles()
      ? [{ label: say('files.saveAs'), act: () => void files.saveAs(), testid: 'save-as' }]
      : []),
    { label: say('files.download'), act: () => void files.toFile(), testid: 'to-file' },
    { label: say('files.asCopy'), act: () => void files.toCopy(), testid: 'to-copy' }
  ];
}
