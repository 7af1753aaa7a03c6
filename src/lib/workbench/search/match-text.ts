/** How a letter sounds: its syllables without tones, several where it has several sounds; none for what is no Chinese letter. */
export type Sounds = (letter: string) => readonly string[];

/** No sounds are known yet: matching goes by letters only. */
export const SILENT: Sounds = () => [];

let loading: Promise<Sounds> | null = null;

/** Loads the sounds of letters (pinyin-pro, some 300 KB) when they are first needed; each letter is looked up once. */
export function loadSounds(): Promise<Sounds> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    const known = new Map<string, readonly string[]>();
    return (letter: string) => {
      let sounds = known.get(letter);
      if (sounds === undefined) {
        sounds = /[\u3400-\u9FFF]/.test(letter)
          ? pinyin(letter, { toneType: 'none', type: 'array', multiple: true, v: true })
          : [];
        known.set(letter, sounds);
      }
      return sounds;
    };
  });
  return loading;
}

/** Scores of `Matcher`, best first. */
const WHOLE = 1000;
const BEGINS = 800;
const BEGINS_WORD = 700;
const SOUNDS_FROM_START = 600;
const WITHIN = 500;
const SOUNDS_WITHIN = 350;
const SCATTERED = 150;

/** A query made ready to be held against many texts. */
export class Matcher {
  private readonly words: string[];
  private readonly sounds: Sounds;
  /** Letters that a word of Latin letters can begin a sound or a text with, by letter. */
  private readonly first = new Map<string, string>();

  constructor(query: string, sounds: Sounds) {
    this.words = query.normalize('NFKC').toLowerCase().replaceAll("'", '').split(/\s+/).filter(Boolean);
    this.sounds = sounds;
  }

  /** True where nothing is asked. */
  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  /**
   * How well a text in small letters answers the query, 0: not at all. All words of the query must be found; the shorter
   * of texts that hold them alike scores higher.
   */
  score(lower: string): number {
    if (lower === '') return 0;
    let sum = 0;
    for (const word of this.words) {
      const found = this.scoreWord(lower, word);
      if (found === 0) return 0;
      sum += found;
    }
    return this.words.length === 0 ? 0 : sum / this.words.length - Math.min(40, lower.length / 2);
  }

  private scoreWord(text: string, word: string): number {
    const at = text.indexOf(word);
    if (at === 0) return text.length === word.length ? WHOLE : BEGINS;
    if (at > 0) return /[\s·・\-（(]/.test(text[at - 1]) ? BEGINS_WORD : WITHIN;
    if (/^[a-z0-9]+$/.test(word)) {
      // One letter sounds like a tenth of all names: it says something at the beginning only.
      const last = word.length > 1 ? text.length - 1 : 0;
      for (let start = 0; start <= last; start++) {
        if (!this.mayBegin(text[start], word[0])) continue;
        if (this.soundsFrom(text, start, word, 0))
          return start === 0 ? SOUNDS_FROM_START : SOUNDS_WITHIN - start;
      }
      return 0;
    }
    return word.length > 1 && isScattered(text, word) ? SCATTERED : 0;
  }

  private mayBegin(letter: string, wanted: string): boolean {
    let begins = this.first.get(letter);
    if (begins === undefined) {
      begins =
        letter < '\u3400'
          ? letter
          : this.sounds(letter)
              .map((sound) => sound[0])
              .join('');
      this.first.set(letter, begins);
    }
    return begins.includes(wanted);
  }

  /** True where `word` from `q` on is the sounds of `text` from `t` on, each whole, by its initial, or (the last) begun. */
  private soundsFrom(text: string, t: number, word: string, q: number): boolean {
    if (q === word.length) return true;
    if (t >= text.length) return false;
    const letter = text[t];
    if (letter < '\u3400') {
      if (letter === word[q]) return this.soundsFrom(text, t + 1, word, q + 1);
      return /[^a-z0-9]/.test(letter) && this.soundsFrom(text, t + 1, word, q);
    }
    return this.sounds(letter).some((sound) => {
      let same = 0;
      while (same < sound.length && q + same < word.length && sound[same] === word[q + same]) same++;
      if (same === 0) return false;
      const isRead = same === sound.length || q + same === word.length;
      if (isRead && this.soundsFrom(text, t + 1, word, q + same)) return true;
      if (same >= 2 && sound[1] === 'h' && this.soundsFrom(text, t + 1, word, q + 2)) return true;
      return this.soundsFrom(text, t + 1, word, q + 1);
    });
  }
}

/** True where the letters of a word stand in a text in this order, with others between. */
function isScattered(text: string, word: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
