import type { BuiltPage } from './build-page.ts';
import { layPage } from './lay-page.ts';
import { makeButton, makeElement } from './make-element.ts';
import type { SayOfPage } from './words.ts';

/** Shows one page at a time: by keys, by the sides of the screen, by dots, by the address. */
export function turnPages(stage: HTMLElement, pages: BuiltPage[], say: SayOfPage): void {
  let shown = -1;
  const dots = makeElement('nav', 'dots', '', { 'aria-label': say('pages') });
  const buttons = pages.map(({ page }, at) => {
    const button = makeButton('dot', '', `${at + 1}. ${page.title}`, () => show(at));
    dots.append(button);
    return button;
  });
  const live = makeElement('p', 'unseen', '', { 'aria-live': 'polite' });
  const back = makeButton('side-zone back', '‹', say('previous'), () => show(shown - 1));
  const on = makeButton('side-zone on', '›', say('next'), () => show(shown + 1));
  stage.append(back, on, dots, live);

  function show(to: number): void {
    const at = Math.max(0, Math.min(pages.length - 1, to));
    if (at === shown) return;
    shown = at;
    pages.forEach(({ element }, i) => element.classList.toggle('shown', i === at));
    buttons.forEach((button, i) =>
      i === at ? button.setAttribute('aria-current', 'page') : button.removeAttribute('aria-current')
    );
    back.disabled = at === 0;
    on.disabled = at === pages.length - 1;
    live.textContent = `${say('page', { n: at + 1, of: pages.length })}：${pages[at].page.title}`;
    stage.dataset.shown = pages[at].page.id;
    if (location.hash !== `#${at + 1}`) location.replace(`#${at + 1}`);
    pages[at].element.focus({ preventScroll: true });
    lay();
  }

  /** Words and map of the page in the room that there is. */
  function lay(): void {
    layPage(pages[shown]);
  }

  window.addEventListener('resize', () => requestAnimationFrame(lay));
  window.addEventListener('hashchange', () => show(pageOfAddress()));
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isButton = event.target instanceof HTMLButtonElement;
    // Space and Enter press a button that was walked to.
    if (isButton && (event.key === ' ' || event.key === 'Enter')) return;
    if (!act(event)) return;
    event.preventDefault();
  });

  function act({ key, shiftKey }: KeyboardEvent): boolean {
    const { map } = pages[shown];
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-0.2, 0],
      ArrowRight: [0.2, 0],
      ArrowUp: [0, -0.2],
      ArrowDown: [0, 0.2]
    };
    if (shiftKey && map && moves[key]) map.pan(...moves[key]);
    else if (
      key === 'ArrowRight' ||
      key === 'ArrowDown' ||
      key === 'PageDown' ||
      key === 'Enter' ||
      (key === ' ' && !shiftKey)
    )
      show(shown + 1);
    else if (
      key === 'ArrowLeft' ||
      key === 'ArrowUp' ||
      key === 'PageUp' ||
      key === 'Backspace' ||
      key === ' '
    )
      show(shown - 1);
    else if (key === 'Home') show(0);
    else if (key === 'End') show(pages.length - 1);
    else if (key === '+' || key === '=') map?.zoom(1.6);
    else if (key === '-' || key === '_') map?.zoom(1 / 1.6);
    else if (key === '0') map?.reset();
    else if (key === 'f' || key === 'F') void fillScreen();
    else return false;
    return true;
  }

  function pageOfAddress(): number {
    const at = Number(location.hash.slice(1)) - 1;
    return Number.isInteger(at) && at >= 0 ? at : 0;
  }

  show(pageOfAddress());
}

/** All of the screen, or no longer; a browser that allows neither stays as it is. */
async function fillScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    return;
  }
}
