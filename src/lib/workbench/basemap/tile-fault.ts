/** Why tiles don't come; each is said in words of its own (`basemap.fault.…`). */
export type TileFaultKind =
  | 'blocked'
  | 'offline'
  | 'unreachable'
  | 'cors'
  | 'key'
  | 'busy'
  | 'server'
  | 'missing'
  | 'notTiles'
  | 'notFile'
  | 'fileGone'
  | 'tooLarge'
  | 'notWmts'
  | 'vectorShift';

/** A failure that is said once. `host` may be shown: it never holds a path or a key. */
export class TileFault extends Error {
  override name = 'TileFault';
  readonly kind: TileFaultKind;
  readonly host: string;
  constructor(kind: TileFaultKind, host = '') {
    super(`${kind} ${host}`);
    this.kind = kind;
    this.host = host;
  }
}
