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

  static fromWire(error: unknown): unknown {
    if (!(error instanceof Error) || error.name !== NAME) return error;
    return new UserError(JSON.parse(error.message) as Said);
  }
}

/** Thrown out of long work when the user has stopped it. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}
