import type { Pen, Studio } from '../../../src/lib/report/pen.ts';

/** A text as it was drawn: its box on the page, by the widths of the recording pen. */
export interface Written {
  text: string;
  x: number;
  y: number;
  width: number;
  sizePt: number;
}

/** A studio that draws nothing and keeps what is written, page by page; Chinese is 1 em wide, all else 0.55. Files are the texts of their pages. */
export function recordingStudio(): Studio & { written: Written[][] } {
  const pages: Written[][] = [];
  const begin = (): Pen => {
    const written: Written[] = [];
    pages.push(written);
    return recordingPen(written);
  };
  const bytes = (from: number) => new TextEncoder().encode(JSON.stringify(pages.slice(from)));
  return {
    hasChinese: true,
    written: pages,
    picture: () => {
      const pen = begin();
      const at = pages.length - 1;
      return { pen, png: async () => bytes(at) };
    },
    pages: () => ({ add: async (_width, _height, draw) => draw(begin()), end: async () => bytes(0) })
  };
}

function recordingPen(written: Written[]): Pen {
  const sizeOf = (font: string) => Number(/([\d.]+)px/.exec(font)?.[1]);
  const state: Record<string, unknown> = { font: '10px x', textAlign: 'left' };
  const widthOf = (text: string) =>
    [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.55), 0) * sizeOf(String(state.font));
  return new Proxy(state, {
    get: (_, name) => {
      if (name === 'measureText') return (text: string) => ({ width: widthOf(text) });
      if (name === 'fillText')
        return (text: string, x: number, y: number) => {
          const width = widthOf(text);
          const left = { left: 0, right: 1, center: 0.5 }[String(state.textAlign)] ?? 0;
          written.push({ text, x: x - left * width, y, width, sizePt: sizeOf(String(state.font)) });
        };
      return name in state ? state[name as string] : () => {};
    },
    set: (_, name, value) => {
      state[name as string] = value;
      return true;
    }
  }) as unknown as Pen;
}
