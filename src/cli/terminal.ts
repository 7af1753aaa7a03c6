import type { Language, Words } from './words.ts';

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  readonly language: Language;
  /** True with `--json`: standard output carries one JSON object and nothing else. */
  readonly json: boolean;
  /** The words in the language of the user. */
  text(words: Words): string;
  /** A result for people or programs, on standard output. */
  print(text: string): Promise<void>;
  /** The summary, as one JSON object on standard output; numbers that are not finite become null. */
  printJson(summary: object): Promise<void>;
  /** A line beside the result, on standard error. */
  note(words: Words): void;
  /** Progress on standard error: a line a step, or on a terminal one line with a bar that is written over. `share`: 0 to 1. */
  step(words: Words, share?: number): void;
  /** Takes the bar away. */
  endSteps(): void;
}

const BAR = 24;

/** The terminal of this process. */
export function openTerminal(language: Language, json: boolean): Terminal {
  const { stderr, stdout } = process;
  let last = '';
  const clear = () => {
    if (stderr.isTTY && last !== '') stderr.write('\r\u001b[2K');
    last = '';
  };
  const write = (text: string) =>
    new Promise<void>((resolve, reject) =>
      stdout.write(text, (error) => (error ? reject(error) : resolve()))
    );
  const text = (words: Words) => words[language];
  return {
    language,
    json,
    text,
    print: (result) => {
      clear();
      return write(result.endsWith('\n') ? result : `${result}\n`);
    },
    printJson: (summary) => {
      clear();
      return write(`${JSON.stringify(summary)}\n`);
    },
    note: (words) => {
      clear();
      stderr.write(`${text(words)}\n`);
    },
    step: (words, share = NaN) => {
      const line = text(words);
      if (!stderr.isTTY) {
        if (line !== last) stderr.write(`${line}\n`);
        last = line;
        return;
      }
      clear();
      const full = Math.round(BAR * share);
      const bar = Number.isFinite(share) ? `[${'█'.repeat(full)}${'·'.repeat(BAR - full)}] ` : '';
      stderr.write(`${bar}${line}`);
      last = line;
    },
    endSteps: clear
  };
}
