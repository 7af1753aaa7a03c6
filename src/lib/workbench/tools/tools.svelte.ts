import type { LonLat } from '../../network/along.ts';
import { COORDINATE_FORMS, type CoordinateForm } from './coordinate-form.ts';

export type MeasureKind = 'distance' | 'area' | 'walk';

/** What is being measured on the map. */
export interface Measuring {
  kind: MeasureKind;
  points: LonLat[];
  /** Ended: further clicks begin anew. */
  isDone: boolean;
}

/** A facility that is moved by the keyboard: where it stood and where it now is. */
export interface Moving {
  code: string;
  from: LonLat;
  to: LonLat;
}

/** A place that was searched for: it is marked on the map. */
export interface Place {
  lon: number;
  lat: number;
  /** What was found there; '' for a coordinate. */
  name: string;
}

const FORM_KEY = 'yike.coordinates';

/** What is done on the map beside asking: measuring, moving by keys, a place that was looked up, coordinates. */
export class Tools {
  measuring = $state.raw<Measuring | null>(null);
  moving = $state.raw<Moving | null>(null);
  place = $state.raw<Place | null>(null);
  /** Where the pointer is on the map, or was last; null: not yet. */
  pointer = $state.raw<LonLat | null>(null);
  form = $state<CoordinateForm>(keptForm());

  /** True while clicks on the map belong to a tool. */
  get takesClicks(): boolean {
    return this.measuring !== null || this.moving !== null;
  }

  measure(kind: MeasureKind | null): void {
    this.measuring = kind && { kind, points: [], isDone: false };
  }

  /** A further point; after the end the first of a new measure. */
  addPoint(point: LonLat): void {
    const { measuring } = this;
    if (!measuring) return;
    const points = measuring.isDone ? [point] : [...measuring.points, point];
    this.measuring = { ...measuring, points, isDone: false };
  }

  takeBack(): void {
    const { measuring } = this;
    if (measuring) this.measuring = { ...measuring, points: measuring.points.slice(0, -1), isDone: false };
  }

  end(): void {
    if (this.measuring) this.measuring = { ...this.measuring, isDone: true };
  }

  /** Coordinates in another form from now on, also after a reload where the browser keeps such things. */
  choose(form: CoordinateForm): void {
    this.form = form;
    try {
      localStorage.setItem(FORM_KEY, form);
    } catch {
      // It is kept for this visit only.
    }
  }
}

function keptForm(): CoordinateForm {
  try {
    const kept = localStorage.getItem(FORM_KEY);
    return COORDINATE_FORMS.find((form) => form === kept) ?? 'degrees';
  } catch {
    return 'degrees';
  }
}
