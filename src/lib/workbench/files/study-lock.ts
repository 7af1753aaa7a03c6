/** What the holder of a study is told. */
export interface LockEvents {
  /** Another tab asks for the study: what is unsaved is saved now, then the study is given away. */
  giveAway(): Promise<void>;
  /** Another tab has it now: nothing may be saved here any more. */
  lost(): void;
  /** The tab that had it is gone: this tab has it now. */
  freed(): void;
}

/** One study in one tab: held here, or held by another tab and waited for. */
export interface StudyLock {
  readonly id: string;
  readonly isHeld: boolean;
  /** Takes the study from the tab that has it: asked first, then without being asked. Resolves when it is held here. */
  takeOver(): Promise<void>;
  /** Gives it up, or no longer waits for it. */
  release(): void;
}

const CHANNEL = 'yike-tabs';
/** Milliseconds that another tab has to say that it has a study, to give it away, and between two looks whether it lives. */
const TO_ANSWER = 400;
const TO_GIVE = 4000;
const TO_LOOK = 2500;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Message {
  /** `claim`: asks, and takes it where nobody answers. */
  kind: 'ask' | 'claim' | 'held' | 'give' | 'gone';
  id: string;
  tab: string;
  /** When the tab took the study; of two that claim it the one that did so first has it. */
  since: number;
}

/**
 * Notices other tabs with the same study: the browser's own locks where the page has them (secure context), else tabs that
 * answer each other. Resolves when it is known whether this tab has the study.
 */
export async function lockStudy(
  id: string,
  events: LockEvents,
  locks: LockManager | undefined = globalThis.navigator?.locks
): Promise<StudyLock> {
  const lock = locks ? new BrowserLock(id, events, locks) : new SpokenLock(id, events);
  await lock.begin();
  return lock;
}

/** Over Web Locks: a lock lasts as long as its tab, however that ends. */
class BrowserLock implements StudyLock {
  readonly id: string;
  isHeld = false;
  private readonly events: LockEvents;
  private readonly locks: LockManager;
  private readonly channel = new BroadcastChannel(CHANNEL);
  private letGo: () => void = () => undefined;
  private waiting: AbortController | null = null;
  private ended = false;

  constructor(id: string, events: LockEvents, locks: LockManager) {
    this.id = id;
    this.events = events;
    this.locks = locks;
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'give' && data.id === id && this.isHeld) void this.give();
    };
  }

  async begin(): Promise<void> {
    if (!(await this.request({ ifAvailable: true }))) this.wait();
  }

  /** Resolves when the lock is held, or is known not to be had. */
  private request(options: LockOptions): Promise<boolean> {
    return new Promise((settle) => {
      this.locks
        .request(`yike:study:${this.id}`, options, (lock) => {
          if (!lock || this.ended) return settle(false);
          this.isHeld = true;
          settle(true);
          return new Promise<void>((done) => (this.letGo = done));
        })
        .catch(() => {
          // Taken away by another tab, or no longer waited for.
          settle(false);
          if (!this.isHeld || this.ended) return;
          this.isHeld = false;
          this.events.lost();
          this.wait();
        });
    });
  }

  private wait(): void {
    this.waiting = new AbortController();
    void this.request({ signal: this.waiting.signal }).then((held) => {
      if (held) this.events.freed();
    });
  }

  private async give(): Promise<void> {
    await this.events.giveAway().catch(() => undefined);
    if (!this.isHeld) return;
    this.isHeld = false;
    this.letGo();
    this.events.lost();
    this.wait();
  }

  async takeOver(): Promise<void> {
    if (this.isHeld) return;
    this.channel.postMessage({ kind: 'give', id: this.id, tab: '', since: 0 } satisfies Message);
    for (let waited = 0; waited < TO_GIVE && !this.isHeld; waited += 50) await pause(50);
    if (this.isHeld) return;
    this.waiting?.abort();
    await this.request({ steal: true });
  }

  release(): void {
    this.ended = true;
    this.isHeld = false;
    this.waiting?.abort();
    this.letGo();
    this.channel.close();
  }
}

/** Over a channel between tabs, for pages without Web Locks (plain http on an intranet). */
class SpokenLock implements StudyLock {
  readonly id: string;
  isHeld = false;
  private readonly events: LockEvents;
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly tab = Array.from(crypto.getRandomValues(new Uint8Array(6))).join('-');
  private since = Date.now();
  /** Says whether it has it or is about to. */
  private claims = true;
  private answered = false;
  private ended = false;

  constructor(id: string, events: LockEvents) {
    this.id = id;
    this.events = events;
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.id === id && data.tab !== this.tab) this.hear(data);
    };
    globalThis.addEventListener?.('pagehide', this.onHide);
  }

  private readonly onHide = (): void => {
    if (this.isHeld) this.tell('gone');
  };

  private tell(kind: Message['kind']): void {
    const { id, tab, since } = this;
    if (!this.ended) this.channel.postMessage({ kind, id, tab, since } satisfies Message);
  }

  private isBefore({ since, tab }: Message): boolean {
    return this.since < since || (this.since === since && this.tab < tab);
  }

  private hear(message: Message): void {
    if (message.kind === 'give' && this.isHeld) void this.give();
    if (message.kind === 'ask' && this.isHeld) this.tell('held');
    if (message.kind === 'claim' && this.claims) {
      // Of two that claim it at once the later gives way, also where its own claim was made before the other could hear it.
      if (this.isHeld || this.isBefore(message)) this.tell('held');
      else this.answered = true;
    }
    if (message.kind !== 'held') return;
    this.answered = true;
    if (!this.isHeld) return;
    // Two that hold it: one was asleep while the other took it. The first one keeps it.
    if (this.isBefore(message)) this.tell('held');
    else this.lose();
  }

  private lose(): void {
    this.isHeld = false;
    this.claims = false;
    this.events.lost();
    void this.watch();
  }

  private async give(): Promise<void> {
    await this.events.giveAway().catch(() => undefined);
    if (!this.isHeld) return;
    this.tell('gone');
    this.lose();
  }

  /** True where another tab says that it has it. */
  private async isTaken(kind: 'ask' | 'claim' = 'ask'): Promise<boolean> {
    this.answered = false;
    this.tell(kind);
    for (let waited = 0; waited < TO_ANSWER && !this.answered; waited += 40) await pause(40);
    return this.answered;
  }

  async begin(): Promise<void> {
    if (await this.isTaken('claim')) {
      this.claims = false;
      void this.watch();
    } else this.isHeld = true;
  }

  private async watch(): Promise<void> {
    for (let silent = 0; silent < 2 && !this.ended;) {
      await pause(TO_LOOK);
      if (this.ended || this.isHeld) return;
      silent = (await this.isTaken()) ? 0 : silent + 1;
    }
    if (this.ended || this.isHeld) return;
    this.since = Date.now();
    this.claims = true;
    this.isHeld = true;
    this.tell('held');
    this.events.freed();
  }

  async takeOver(): Promise<void> {
    if (this.isHeld) return;
    this.tell('give');
    for (let waited = 0; waited < TO_GIVE && (await this.isTaken()); waited += TO_ANSWER) await pause(100);
    // Before all others, so that one that wakes later gives way.
    this.since = -Date.now();
    this.claims = true;
    this.isHeld = true;
    this.tell('held');
  }

  release(): void {
    if (this.isHeld) this.tell('gone');
    this.isHeld = false;
    this.ended = true;
    globalThis.removeEventListener?.('pagehide', this.onHide);
    this.channel.close();
  }
}
