import { CATEGORIES } from '../../standards/taxonomy.ts';
import type { Desk } from '../desk.svelte.ts';
import type { ExportKind } from '../engine/engine-api.ts';
import { exportFile, exportPicture, LAYER_EXPORTS, TABLE_EXPORTS } from '../shell/exports.ts';
import { STEPS, TABS } from '../shell/steps.ts';
import { beginMove, dropMove, keepMove, selectedFacility } from '../tools/move-facility.ts';
import { currentLanguage, named, say, setLanguage } from '../words/words.svelte.ts';
import type { Command } from './commands.svelte.ts';

/** Commands of the shell of the desk: those of its parts are registered by these. */
export function deskCommands(desk: Desk): Command[] {
  return [
    ...stepCommands(desk),
    ...tableCommands(desk),
    ...studyCommands(desk),
    ...exportCommands(desk),
    ...editCommands(desk),
    ...addCommands(desk),
    ...mapCommands(desk),
    ...viewCommands(desk)
  ];
}

function stepCommands(desk: Desk): Command[] {
  return STEPS.map(({ id }, i) => ({
    id: `step.${id}`,
    label: () => say('command.step', { n: i + 1, name: say(`step.name.${id}`) }),
    group: () => say('command.group.steps'),
    ...{ keys: [String(i + 1)], words: `step ${id}` },
    run: () => desk.goTo(id)
  }));
}

function tableCommands(desk: Desk): Command[] {
  const group = () => say('command.group.tables');
  return [
    ...TABS.map((tab): Command => ({
      id: `tab.${tab}`,
      label: () => say('command.tab', { name: say(`tab.${tab}`) }),
      group,
      words: `table ${tab}`,
      run: () => {
        desk.tab = tab;
        desk.tableHidden = false;
      }
    })),
    {
      ...{ id: 'table.toggle', keys: ['T'], words: 'show hide table', group },
      label: () => say(desk.tableHidden ? 'tab.show' : 'tab.hide'),
      run: () => (desk.tableHidden = !desk.tableHidden)
    }
  ];
}

function studyCommands(desk: Desk): Command[] {
  const group = () => say('command.group.study');
  const { files } = desk;
  return [
    {
      ...{ id: 'study.import', group, keys: ['Mod+I'], words: 'import data' },
      label: () => say('file.import'),
      run: () => {
        files.dropped = [];
        desk.importing = true;
      }
    },
    {
      ...{ id: 'study.open', group, keys: ['Mod+O'], words: 'open file', inText: true },
      label: () => say('file.openFile'),
      run: () =>
        files.pickFile(() => document.querySelector<HTMLInputElement>('[data-testid="open-input"]')?.click())
    },
    {
      ...{ id: 'study.save', group, keys: ['Mod+S'], words: 'save', inText: true },
      label: () => say('files.save'),
      run: () => files.save()
    },
    {
      ...{ id: 'study.toFile', group, keys: ['Mod+Shift+S'], words: 'save as file yike', inText: true },
      label: () => say('files.saveAs'),
      run: () => files.saveAs()
    },
    { id: 'study.new', group, words: 'new study', label: () => say('file.new'), run: () => files.newStudy() },
    {
      ...{ id: 'study.sample', group, words: 'sample demo' },
      label: () => say(desk.sample ? 'file.sampleAnew' : 'file.sample'),
      run: () => files.openSample()
    },
    {
      ...{ id: 'study.recent', group, words: 'recent studies' },
      label: () => say('files.recent.menu'),
      run: () => files.list()
    }
  ];
}

function exportCommands(desk: Desk): Command[] {
  const group = () => say('command.group.export');
  const when = () => desk.outcome !== null;
  return [
    ...[...TABLE_EXPORTS, ...LAYER_EXPORTS].map((kind: ExportKind): Command => ({
      ...{ id: `export.${kind}`, group, when, words: `export 导出 ${kind}` },
      label: () => say(`export.${kind}`),
      run: () => exportFile(desk, kind)
    })),
    {
      ...{ id: 'export.png', group, when, words: 'export 导出 picture png' },
      label: () => say('export.png'),
      run: () => exportPicture(desk)
    }
  ];
}

function editCommands(desk: Desk): Command[] {
  const group = () => say('command.group.edit');
  const chosen = () => !desk.tools.moving && selectedFacility(desk) !== null;
  return [
    {
      ...{ id: 'edit.undo', group, keys: ['Mod+Z'], words: 'undo' },
      label: () => say('edit.undo'),
      when: () => desk.history.done > 0,
      run: () => desk.undo()
    },
    {
      ...{ id: 'edit.redo', group, keys: ['Mod+Shift+Z', 'Mod+Y'], words: 'redo' },
      label: () => say('edit.redo'),
      when: () => desk.history.done < desk.history.acts.length,
      run: () => desk.redo()
    },
    {
      ...{ id: 'facility.move', group, keys: ['M'], words: 'move facility', when: chosen },
      label: () => say('command.moveFacility'),
      run: () => beginMove(desk)
    },
    {
      ...{ id: 'facility.close', group, keys: ['Delete'], words: 'close remove delete', when: chosen },
      label: () => say('command.close'),
      run: () => {
        const facility = selectedFacility(desk);
        if (facility) return desk.edit({ do: 'close', code: facility.code });
      }
    }
  ];
}

function addCommands(desk: Desk): Command[] {
  return CATEGORIES.map(({ code, zh, en }) => ({
    id: `add.${code}`,
    label: () => say('command.addOf', { category: named(zh, en) }),
    group: () => say('command.group.add'),
    words: `add ${en} ${zh}`,
    when: () => desk.scene !== null,
    run: () => {
      desk.tools.measure(null);
      desk.plan.leave();
      desk.adding = code;
      // From here arrow keys move the map, and Enter adds at its centre.
      desk.map?.getCanvas().focus({ preventScroll: true });
    }
  }));
}

function mapCommands(desk: Desk): Command[] {
  const group = () => say('command.group.map');
  const tools = () => say('command.group.tools');
  const hasMap = () => desk.map !== null && desk.scene !== null;
  return [
    {
      ...{ id: 'map.study', group, keys: ['0'], words: 'zoom whole study extent', when: hasMap },
      label: () => say('command.study'),
      run: () => {
        if (desk.scene) desk.map?.fitBounds(desk.scene.bounds, { padding: 40, duration: 400 });
      }
    },
    {
      id: 'map.in',
      group,
      words: 'zoom in',
      label: () => say('command.zoomIn'),
      run: () => desk.map?.zoomIn()
    },
    {
      id: 'map.out',
      group,
      words: 'zoom out',
      label: () => say('command.zoomOut'),
      run: () => desk.map?.zoomOut()
    },
    ...(['distance', 'area', 'walk'] as const).map((kind): Command => ({
      ...{ id: `measure.${kind}`, group: tools, words: `measure ${kind}`, when: hasMap },
      label: () => say(`tools.${kind}`),
      run: () => {
        desk.adding = null;
        desk.plan.leave();
        desk.tools.measure(kind);
        desk.map?.getCanvas().focus({ preventScroll: true });
      }
    })),
    {
      ...{ id: 'map.copyPlace', group, keys: ['C'], words: 'copy coordinate', when: hasMap },
      label: () => say('command.copyPlace'),
      run: () => document.querySelector<HTMLButtonElement>('[data-testid="coordinate-copy"]')?.click()
    },
    {
      ...{ id: 'tool.finish', group: tools, keys: ['Enter'], words: 'finish done' },
      label: () => say('command.finish'),
      when: () => canFinish(desk),
      run: () => finish(desk)
    },
    {
      ...{ id: 'tool.back', group: tools, keys: ['Backspace'], words: 'back' },
      label: () => say('command.back'),
      when: () => (desk.tools.measuring?.points.length ?? 0) > 0,
      run: () => desk.tools.takeBack()
    },
    {
      ...{ id: 'tool.leave', group: tools, keys: ['Escape'], words: 'leave escape cancel' },
      label: () => say('command.leave'),
      when: () =>
        desk.tools.takesClicks ||
        desk.adding !== null ||
        desk.plan.drawing !== null ||
        desk.plan.draft !== null ||
        desk.tools.place !== null ||
        desk.selection !== null,
      run: () => leave(desk)
    }
  ];
}

function canFinish({ adding, plan, tools: { measuring, moving } }: Desk): boolean {
  return (
    adding !== null ||
    plan.drawing !== null ||
    moving !== null ||
    (measuring !== null && !measuring.isDone && measuring.points.length > 1)
  );
}

function finish(desk: Desk): unknown {
  if (desk.tools.moving) return keepMove(desk);
  const { adding, map, plan } = desk;
  if (plan.drawing && map) return plan.place(map.getCenter().toArray());
  if (adding === null || !map) return desk.tools.end();
  desk.adding = null;
  const { lng, lat } = map.getCenter();
  return desk.addFacility(adding, lng, lat);
}

/** Leaves what was begun last: a tool before a mark, a mark before the selection. */
function leave(desk: Desk): unknown {
  const { tools } = desk;
  if (tools.moving) return dropMove(desk);
  if (tools.measuring) return tools.measure(null);
  if (desk.adding !== null) return (desk.adding = null);
  if (desk.plan.drawing || desk.plan.draft) return desk.plan.back();
  if (tools.place) return (tools.place = null);
  return desk.select(null);
}

function viewCommands(desk: Desk): Command[] {
  const group = () => say('command.group.view');
  const when = () => desk.scene !== null;
  return [
    {
      ...{ id: 'view.layers', group, when, keys: ['L'], words: 'layers legend panel' },
      label: () => say('left.layers'),
      run: () => (desk.leftView = desk.leftView === 'layers' ? 'ask' : 'layers')
    },
    {
      ...{ id: 'view.language', group, words: 'language english chinese 语言' },
      label: () => say('command.language'),
      run: () => {
        desk.begin();
        setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
      }
    },
    {
      ...{
        id: 'palette.open',
        group,
        keys: ['Mod+K', '?'],
        words: 'palette commands keys shortcuts help 快捷键'
      },
      label: () => say('palette.open'),
      run: () => (desk.commands.isOpen = !desk.commands.isOpen)
    }
  ];
}
