import { TileFault, type TileFaultKind } from './tile-fault.ts';

/** So many failures of the network in a row, without an answer between, and nothing more is asked. */
const PATIENCE = 3;
/** So many tiles missing one after another, before any came, are said: here and there one missing is usual. */
const MANY_MISSING = 6;

/**
 * Fetches from servers that the user has allowed, without cookies and without telling from which page. A server that
 * refuses is not asked again: the reason is told once, not by each tile.
 */
export class TileFetcher {
  private failed = 0;
  private missing = 0;
  private closed = false;
  /** The first request: the others wait for it, so that a server that refuses is asked once and not twelve times. */
  private first: Promise<unknown> | null = null;
  private readonly isAllowed: (origin: string) => boolean;
  private readonly tell: (fault: TileFault) => void;
  private readonly fetcher: typeof fetch;

  constructor(
    isAllowed: (origin: string) => boolean,
    tell: (fault: TileFault) => void,
    fetcher: typeof fetch = (...given) => fetch(...given)
  ) {
    this.isAllowed = isAllowed;
    this.tell = tell;
    this.fetcher = fetcher;
  }

  /** The bytes at an address; null where the server has none there, or is no longer asked. */
  async fetchTile(address: string, signal?: AbortSignal): Promise<ArrayBuffer | null> {
    if (this.first) {
      await this.first;
      return this.ask(address, signal);
    }
    const asked = this.ask(address, signal);
    this.first = asked.catch(() => null);
    return asked;
  }

  private async ask(address: string, signal?: AbortSignal): Promise<ArrayBuffer | null> {
    if (this.closed) return null;
    const { origin, host } = new URL(address);
    // The policy would refuse it too; that would fill the console.
    if (!this.isAllowed(origin)) return this.close('blocked', host);
    let response: Response;
    try {
      response = await this.fetcher(address, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
    } catch (error) {
      if (signal?.aborted) throw error;
      if (++this.failed < PATIENCE) return null;
      return this.closed ? null : this.close(await this.nameFailure(address), host);
    }
    this.failed = 0;
    if (response.status === 404 || response.status === 204 || response.status === 410) {
      if (++this.missing === MANY_MISSING) this.tell(new TileFault('missing', host));
      return null;
    }
    if (response.status === 401 || response.status === 403 || response.status === 418)
      return this.close('key', host);
    if (response.status === 429) return this.close('busy', host);
    if (!response.ok) return this.close('server', host);
    const bytes = await response.arrayBuffer();
    // A page that asks for a login, or a refusal said with 200.
    if (/^(text\/|application\/(json|xml))/.test(response.headers.get('content-type') ?? ''))
      return this.close(/"?(code|status)"?\s*[:=]/.test(startOf(bytes)) ? 'key' : 'notTiles', host);
    this.missing = -Infinity;
    return bytes;
  }

  /** The text at an address (capabilities); throws a TileFault. */
  async fetchText(address: string): Promise<string> {
    const { origin, host } = new URL(address);
    if (!this.isAllowed(origin)) throw new TileFault('blocked', host);
    let response: Response;
    try {
      response = await this.fetcher(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    } catch {
      throw new TileFault(await this.nameFailure(address), host);
    }
    if (response.status === 401 || response.status === 403) throw new TileFault('key', host);
    if (!response.ok) throw new TileFault(response.status === 404 ? 'missing' : 'server', host);
    return response.text();
  }

  /** Asks nothing more. */
  stop(): void {
    this.closed = true;
  }

  private close(kind: TileFaultKind, host: string): null {
    if (!this.closed) {
      this.closed = true;
      this.tell(new TileFault(kind, host));
    }
    return null;
  }

  /** A failed fetch does not say why: a server that answers when nobody reads the answer refuses other pages (CORS). */
  private async nameFailure(address: string): Promise<TileFaultKind> {
    if (!navigator.onLine) return 'offline';
    try {
      await this.fetcher(address, { mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer' });
      return 'cors';
    } catch {
      return 'unreachable';
    }
  }
}

const startOf = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes.slice(0, 300));
