const SEEN = 'yike.tour-seen';

/** What is in front of the desk in its first minutes: the tour and the help page. One for the page. */
class Start {
  /** Place of the tour's stop; null: it is not under way. */
  stop = $state<number | null>(null);
  isHelpOpen = $state(false);
  /** The tour was seen or declined, here or before. */
  wasSeen = $state(readSeen());

  beginTour(): void {
    this.isHelpOpen = false;
    this.stop = 0;
    this.markSeen();
  }

  /** The note that offers the tour does not come again. */
  markSeen(): void {
    this.wasSeen = true;
    try {
      localStorage.setItem(SEEN, '1');
    } catch {
      // Where nothing may be stored it is offered again next time.
    }
  }
}

function readSeen(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return false;
  }
}

export const start = new Start();
