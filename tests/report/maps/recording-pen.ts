import type { Pen } from '../../../src/lib/report/pen.ts';

/** One thing that was drawn, in points of the page. */
export interface Mark {
  does: 'fill' | 'stroke' | 'text' | 'halo';
  colour: string;
  /** West, north, east, south of its path or text; a clip has been applied. */
  box: [number, number, number, number];
  text: string;
  lineWidth: number;
  /** Subpaths as flat coordinates. */
  path: number[][];
}

type Corners = [number, number, number, number];

/** A pen that draws nothing and says what it was told; letters are as wide as their size, Latin ones half of it. It throws for NaN. */
export function recordingPen(): { pen: Pen; marks: Mark[] } {
  const marks: Mark[] = [];
  let path: number[][] = [];
  const clips: Corners[] = [];
  const saved: { clips: number; state: object }[] = [];
  const widthOf = (text: string) => {
    const size = Number(/([\d.]+)px/.exec(state.font)?.[1]);
    return Array.from(text).reduce((sum, each) => sum + (each > '\u2e80' ? 1 : 0.55) * size, 0);
  };
  const check = (...numbers: number[]) => {
    if (!numbers.every(Number.isFinite)) throw new Error(`expected numbers, got ${numbers.join(' ')}`);
  };
  const clipped = ([w, n, e, s]: Corners): Corners =>
    clips.reduce<Corners>(
      (box, clip) => [
        Math.max(box[0], clip[0]),
        Math.max(box[1], clip[1]),
        Math.min(box[2], clip[2]),
        Math.min(box[3], clip[3])
      ],
      [w, n, e, s]
    );
  const boxOf = (paths: number[][], more = 0): Corners => {
    const box: Corners = [Infinity, Infinity, -Infinity, -Infinity];
    for (const each of paths)
      for (let i = 0; i < each.length; i += 2) {
        box[0] = Math.min(box[0], each[i] - more);
        box[1] = Math.min(box[1], each[i + 1] - more);
        box[2] = Math.max(box[2], each[i] + more);
        box[3] = Math.max(box[3], each[i + 1] + more);
      }
    return box;
  };
  const put = (does: Mark['does'], colour: string, box: Corners, text = '', drawn = path) => {
    const inside = clipped(box);
    if (inside[0] < inside[2] && inside[1] < inside[3])
      marks.push({
        does,
        colour,
        box: inside,
        text,
        lineWidth: state.lineWidth,
        path: drawn.map((p) => [...p])
      });
  };
  const putText = (does: 'text' | 'halo', text: string, x: number, y: number) => {
    check(x, y);
    const size = Number(/([\d.]+)px/.exec(state.font)?.[1]);
    const width = widthOf(text);
    const left = { left: x, center: x - width / 2, right: x - width }[state.textAlign as 'left'];
    const top = { alphabetic: y - size * 0.8, top: y, middle: y - size / 2, bottom: y - size }[
      state.textBaseline as 'top'
    ];
    put(
      does,
      does === 'text' ? state.fillStyle : state.strokeStyle,
      [left, top, left + width, top + size],
      text,
      []
    );
  };
  const rect = (x: number, y: number, w: number, h: number) => {
    check(x, y, w, h);
    return [x, y, x + w, y, x + w, y + h, x, y + h];
  };
  const state = {
    ...{ fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, font: '10px x' },
    ...{ textAlign: 'left', textBaseline: 'alphabetic', lineJoin: 'miter', lineCap: 'butt', globalAlpha: 1 }
  };
  const verbs = {
    save: () => saved.push({ clips: clips.length, state: { ...state } }),
    restore: () => {
      const last = saved.pop();
      if (!last) throw new Error('expected a save before a restore');
      clips.length = last.clips;
      Object.assign(state, last.state);
    },
    beginPath: () => (path = []),
    closePath: () => {},
    moveTo: (x: number, y: number) => {
      check(x, y);
      path.push([x, y]);
    },
    lineTo: (x: number, y: number) => {
      check(x, y);
      if (path.length === 0) path.push([]);
      path[path.length - 1].push(x, y);
    },
    arc: (x: number, y: number, r: number, from: number, to: number) => {
      check(x, y, r, from, to);
      path.push([x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r]);
    },
    rect: (x: number, y: number, w: number, h: number) => path.push(rect(x, y, w, h)),
    clip: () => clips.push(boxOf(path)),
    fill: () => put('fill', state.fillStyle, boxOf(path)),
    stroke: () => put('stroke', state.strokeStyle, boxOf(path, state.lineWidth / 2)),
    fillRect: (x: number, y: number, w: number, h: number) =>
      put('fill', state.fillStyle, boxOf([rect(x, y, w, h)]), '', [rect(x, y, w, h)]),
    strokeRect: (x: number, y: number, w: number, h: number) =>
      put('stroke', state.strokeStyle, boxOf([rect(x, y, w, h)], state.lineWidth / 2), '', [
        rect(x, y, w, h)
      ]),
    fillText: (text: string, x: number, y: number) => putText('text', text, x, y),
    strokeText: (text: string, x: number, y: number) => putText('halo', text, x, y),
    measureText: (text: string) => ({ width: widthOf(text) }),
    setLineDash: () => {}
  };
  return { pen: Object.assign(state, verbs) as unknown as Pen, marks };
}
