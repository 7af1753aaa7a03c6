import { describeFailure, Failure } from './failure.ts';
import { buildProgram, explainUsage } from './program.ts';
import { openTerminal } from './terminal.ts';
import { chooseLanguage } from './words.ts';
import { removeUnfinished } from './write-whole.ts';

const argv = process.argv.slice(2);
const language = chooseLanguage(argv, process.env);
const terminal = openTerminal(language, argv.includes('--json'));

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143]
] as const) {
  process.once(signal, () => {
    removeUnfinished();
    process.exit(code);
  });
}
// The reader of a pipe may leave early (`yike standards | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  removeUnfinished();
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await buildProgram(terminal).parseAsync(argv, { from: 'user' });
} catch (error) {
  terminal.endSteps();
  const usage = explainUsage(error);
  if (usage === null) {
    terminal.note(describeFailure(error));
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  } else if (usage.exitCode !== 0) {
    terminal.note(usage.words);
    process.exitCode = usage.exitCode;
  }
}
