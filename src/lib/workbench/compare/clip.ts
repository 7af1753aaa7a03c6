/** Which part of the stage a side is drawn in, as a clip path: left of the divider, or right of it. `at` is 0 to 1. */
export function clipOf(side: 'left' | 'right', at: number): string {
  const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;
  return side === 'left' ? `inset(0 ${percent(1 - at)} 0 0)` : `inset(0 0 0 ${percent(at)})`;
}

/** Where a key moves the divider to; null for another key. It never leaves the map. */
export function dividerAfter(key: string, at: number, wide: boolean): number | null {
  const step = wide ? 0.1 : 0.02;
  const to: Record<string, number> = {
    ...{ ArrowLeft: at - step, ArrowDown: at - step, ArrowRight: at + step, ArrowUp: at + step },
    ...{ PageDown: at - 0.1, PageUp: at + 0.1, Home: 0, End: 1 }
  };
  return key in to ? Math.min(1, Math.max(0, to[key])) : null;
}
