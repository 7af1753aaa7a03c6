import { makeElement } from './make-element.ts';
import type { SayOfPage } from './words.ts';

/** The line between before and after: dragged, or moved by keys; `at` is its place as a share of the width. */
export function makeDivider(
  element: HTMLElement,
  after: HTMLCanvasElement,
  say: SayOfPage
): { at(): number } {
  let at = 0.5;
  const line = makeElement('div', 'divider', '', {
    role: 'slider',
    tabindex: '0',
    'aria-label': say('divider'),
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    'data-testid': 'divider'
  });
  line.append(makeElement('span', 'grip', '⇆', { 'aria-hidden': 'true' }));
  const veil = makeElement('div', 'veil');
  veil.append(after);
  const set = (share: number) => {
    at = Math.max(0, Math.min(1, share));
    line.style.left = `${at * 100}%`;
    veil.style.clipPath = `inset(0 0 0 ${at * 100}%)`;
    line.setAttribute('aria-valuenow', String(Math.round(at * 100)));
  };
  line.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    event.stopPropagation();
    line.setPointerCapture(event.pointerId);
    line.focus({ preventScroll: true });
  });
  line.addEventListener('pointermove', (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const box = element.getBoundingClientRect();
    set((event.clientX - box.left) / box.width);
  });
  line.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -0.05, ArrowRight: 0.05 }[event.key];
    const end = { Home: 0, End: 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(end ?? at + (step ?? 0));
  });
  element.append(
    veil,
    line,
    makeElement('span', 'side side-before', say('before')),
    makeElement('span', 'side side-after', say('after'))
  );
  set(0.5);
  return { at: () => at };
}
