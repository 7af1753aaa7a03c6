/** What names are compared by beside their letters: loaded when names are to be matched, as it is some 350 KB. */
export interface Letters {
  /** The text with each traditional letter as the simplified. */
  simplify(text: string): string;
  /** How a letter sounds, without tone and with sounds that are confused (zh–z, ing–in, n–l) made one; '' for none. */
  sound(letter: string): string;
}

let loading: Promise<Letters> | null = null;

/** Loads the traditional forms (opencc-js, one dictionary of 29 KB) and the sounds (pinyin-pro) of letters, once. */
export function loadLetters(): Promise<Letters> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Letters> {
  const [{ default: pairs }, { pinyin }] = await Promise.all([
    import('opencc-js/dict/TSCharacters'),
    import('pinyin-pro')
  ]);
  const simple = new Map<string, string>();
  for (const pair of pairs.split('|')) {
    const [traditional, simplified] = pair.split(' ');
    simple.set(traditional, simplified);
  }
  const sounds = new Map<string, string>();
  return {
    simplify: (text) => [...text].map((letter) => simple.get(letter) ?? letter).join(''),
    sound(letter) {
      let sound = sounds.get(letter);
      if (sound === undefined) {
        sound = /[\u3400-\u9FFF]/.test(letter) ? confused(pinyin(letter, { toneType: 'none' })) : '';
        sounds.set(letter, sound);
      }
      return sound;
    }
  };
}

function confused(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/^h(u[aeio])/, 'f$1')
    .replace(/([aei])ng$/, '$1n');
}
