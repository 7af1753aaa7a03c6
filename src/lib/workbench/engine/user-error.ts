import type { Said } from './engine-api.ts';

const NAME = 'UserError';

/** An error whose cause the user can mend, as a sentence in both languages; crosses the worker border whole. */
export class UserError extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(said.en);
    this.name = NAME;
    this.said = said;
  }

  /** The same error in a form whose name and message survive the border. */
  toWire(): Error {
    const wire = new Error(JSON.stringify(this.said));
    wire.name = NAME;
    return wire;
  }

  /** Errors of the rooms that carry a sentence in both languages, as errors that cross the border; others unchanged. */
  static wireOf(error: unknown): unknown {
    if (error instanceof UserError) return error.toWire();
    const { messageZh, messageEn, zh, en } = (error ?? {}) as Record<string, unknown>;
    if (typeof messageZh === 'string' && typeof messageEn === 'string')
      return new UserError({ zh: messageZh, en: messageEn }).toWire();
    if (typeof zh === 'string' && typeof en === 'string') return new UserError({ zh, en }).toWire();
    const said = error instanceof Error ? bothOf(error.message) : null;
    return said ? new UserError(said).toWire() : error;
  }

  static fromWire(error: unknown): unknown {
    if (!(error instanceof Error) || error.name !== NAME) return error;
    return new UserError(JSON.parse(error.message) as Said);
  }
}

/** A message whose lines are each `中文 · English`, as the core writes them, in its two languages; null for any other. */
export function bothOf(message: string): Said | null {
  const lines = message.split('\n').map((line) => line.split(' · '));
  if (!lines.every(([zh, ...en]) => /\p{Script=Han}/u.test(zh) && en.length > 0)) return null;
  return {
    zh: lines.map(([zh]) => zh).join('\n'),
    en: lines.map(([, ...en]) => en.join(' · ')).join('\n')
  };
}

/** Why there is no engine: its worker ended, it ran out of memory, its files could not be loaded. */
export type GoneWhy = 'ended' | 'memory' | 'load';

/** Thrown by every call to an engine that is no more. */
export class EngineGone extends UserError {
  readonly why: GoneWhy;

  constructor(why: GoneWhy) {
    super({ zh: '计算程序已停止，请重新启动。', en: 'The engine has stopped; restart it.' });
    this.name = 'EngineGone';
    this.why = why;
  }
}

/** Thrown where something is asked of a study that has given way to one that still lacks layers: nobody waits for the answer. */
export class NoStudy extends Error {
  constructor() {
    super('expected an analysed study, got none');
    this.name = 'NoStudy';
  }
}

/** Thrown out of long work when the user has stopped it. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** The sentence of an error the user can mend; any other error goes on. */
export function saidOf(error: unknown): Said {
  const user = UserError.fromWire(UserError.wireOf(error));
  if (user instanceof UserError) return user.said;
  throw error;
}
