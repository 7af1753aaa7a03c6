import type { UnitFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import type { MapGround } from '../../maps/ground.ts';
import type { MapAsk } from '../../pictures.ts';
import { makeElement } from './make-element.ts';
import { unitAt } from './unit-at.ts';
import type { SayOfPage } from './words.ts';

/** Says the name and the figures of the community under the pointer. */
export interface Hint {
  /** `x`, `y` are metres of the plane, `left`, `top` pixels of the map. */
  show(ask: Omit<MapAsk, 'isFurnished'>, x: number, y: number, left: number, top: number): void;
  hide(): void;
}

/** The hint of a map, hidden until it is shown. */
export function makeHint(element: HTMLElement, ground: MapGround, say: SayOfPage): Hint {
  const hint = makeElement('div', 'hint', '', { role: 'status', 'data-testid': 'hint' });
  hint.hidden = true;
  element.append(hint);
  const hide = () => {
    hint.hidden = true;
  };
  return {
    hide,
    show: (ask, x, y, left, top) => {
      const row = unitAt(ground, x, y);
      if (row < 0) return hide();
      const measure = ground.measures.get(ask.measure);
      const unit = measure?.units[row];
      const { name, code } = ground.communities;
      const lines = unit
        ? figuresOf(
            unit,
            ask.state,
            measure.facts.counts === 'people' ? say('people') : say('squareMetres'),
            say
          )
        : [say('unknown')];
      hint.replaceChildren(
        makeElement('strong', '', name[row] || code[row]),
        ...lines.map((line) => makeElement('span', '', line))
      );
      hint.hidden = false;
      // On the side where there is room.
      const isRight = left + hint.offsetWidth + 24 > element.clientWidth;
      const isLow = top + hint.offsetHeight + 24 > element.clientHeight;
      hint.style.left = `${Math.max(4, isRight ? left - hint.offsetWidth - 12 : left + 14)}px`;
      hint.style.top = `${Math.max(4, isLow ? top - hint.offsetHeight - 12 : top + 14)}px`;
    }
  };
}

function figuresOf(unit: UnitFacts, state: MapAsk['state'], counted: string, say: SayOfPage): string[] {
  const [share, covered, total] = {
    base: [unit.shareBase, unit.coveredBase, unit.totalBase],
    now: [unit.share, unit.covered, unit.total],
    after: [unit.shareAfter, unit.coveredAfter, unit.total]
  }[state];
  if (!Number.isFinite(share)) return [say('unknown')];
  const left = state === 'now' ? unit.uncovered : total - covered;
  return [
    `${say('share')} ${figure(share, 'share')}`,
    `${figure(covered, 'people')} / ${figure(total, 'people')} ${counted}`,
    `${say('outOfReach')} ${figure(Math.max(0, left), 'people')} ${counted}`
  ];
}
