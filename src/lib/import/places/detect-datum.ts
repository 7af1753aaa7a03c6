import { isMainland } from '../../geometry/mainland.ts';
import type { Datum } from '../../geometry/datum.ts';
import { findBatches, type DatumBatch } from './datum-batches.ts';
import { comparePair, type EvidenceKind, type PairEvidence } from './datum-evidence.ts';
import { DATUMS, DATUM_WORDS, relationMoves, relationOf } from './datum-field.ts';
import type { DatumLayer } from './datum-layer.ts';
import { solveDatums, type Tie } from './datum-solve.ts';
import { findTwice } from './datum-twice.ts';
import { viewLayer, type DatumView } from './datum-view.ts';
import { readOwnColumns, type OwnColumns } from './own-columns.ts';
import { reason, type Lang, type Params, type ReasonCode } from '../reasons.ts';
import type { Layer, Question } from '../report.ts';

/** What one kind of evidence says of a layer. */
export interface DatumEvidence {
  kind: EvidenceKind | 'own-columns';
  /** The file that it was laid beside, and the datum taken for that one; '' and null for the layer's own columns. */
  beside: string;
  besideDatum: Datum | null;
  /** How many of `of` samples fit, by the datum that the layer would have. */
  fits: Record<Datum, number>;
  of: number;
  /** How much it speaks for the datum that fits best, against the next (log-likelihood). */
  weight: number;
  /** A sentence in the language asked for. */
  sentence: string;
}

/** What was found of a layer's datum. */
export interface DatumFinding {
  file: string;
  as: Layer;
  /** The datum that fits; null where nothing tells, or where one file holds several. */
  datum: Datum | null;
  /** 0 (nothing tells) … 1 (certain). */
  confidence: number;
  /** Log-likelihood of each datum against the best (0; the others below); all other layers as suits them best. */
  score: Record<Datum, number>;
  /** The most telling first. */
  evidence: DatumEvidence[];
  /** Files that lie well on this one, so that they are in the same datum, whichever it is. */
  agrees: string[];
  /** Rows of one file that are in different datums; else empty. */
  batches: DatumBatch[];
  /** The file was converted once too often (or back from what it never was in); the datum then cannot be said. */
  twice: { datum: Datum; added: boolean } | null;
  /** The user (or the file) says another datum than the evidence does. */
  contradicts: boolean;
  /** One sentence: what fits, how many of how many, and what else would. */
  sentence: string;
  /** What to ask before the layer is used (`sets: 'crs'`); null where there is nothing to ask. */
  ask: Question | null;
  /** The question may be left unanswered: nothing contradicts what would be taken. */
  soft: boolean;
}

/** A word of the user, or OpenStreetMap, is not overruled. A file's claim is: a .prj of WGS84 about GCJ-02 is common. */
const FIRM = 1000;
const CLAIM = 5;
const OWN_COLUMNS = 15;
/** A datum is decided where the next likely is 150 times less so. */
const DECIDED = 5;

/** Both sides of a pair, as each sees the other. */
interface Laid {
  from: number;
  to: number;
  found: PairEvidence[];
}

/**
 * Which of WGS84, GCJ-02 and BD-09 each layer is in: from how the layers lie on each other (rows in the area that they
 * name, things of the same name, lines on lines, points off the water) and from columns of coordinates beside a geometry. The
 * shifts between the three differ in length and direction, so two layers that fit only after one of them tell both
 * datums without a third. Layers that agree and of which none is known stay undecided. In the order given; pure.
 */
export function detectDatums(layers: DatumLayer[], lang: Lang = 'zh'): DatumFinding[] {
  const views = layers.map(viewLayer);
  const owns = layers.map((layer) => readOwnColumns(layer, lang));
  const laid = layAll(views);
  const ties = tiesOf(laid);
  const unary = layers.map((layer, i) => ownScore(layer, owns[i]));
  const { best, most } = solveDatums(unary, ties);
  const margins = most.map(marginOf);
  const decided = layers.map((_, i) =>
    margins[i] >= DECIDED && inMainland(views[i]) ? DATUMS[best[i]] : null
  );
  const shown = best.map((datum, i) => decided[i] ?? DATUMS[datum]);
  return layers.map((layer, i) => {
    const evidence = [
      ...(owns[i] ? [ownEvidence(owns[i])] : []),
      ...laid.flatMap((pair) => tell(pair, i, layers, shown, lang))
    ].sort((a, b) => b.weight - a.weight);
    const agrees = layers
      .filter((_, j) => j !== i && shown[j] === shown[i] && laid.some((pair) => speaksForSame(pair, i, j)))
      .map(({ file }) => file);
    const others = views.flatMap((view, j) =>
      j !== i && (decided[j] !== null || layers[j].firm)
        ? [{ view, datum: decided[j] ?? layers[j].anchor! }]
        : []
    );
    const batches = isMixed(laid, i) ? findBatches(layer, others) : [];
    const twice = batches.length === 0 && !layer.firm ? findTwice(views[i], others, most[i]) : null;
    const base: DatumFinding = {
      file: layer.file,
      as: layer.as,
      datum: batches.length > 0 || twice ? null : decided[i],
      confidence: decided[i] === null || batches.length > 0 || twice ? 0 : 1 - Math.exp(-margins[i] / 4),
      score: record((d) => most[i][d] - Math.max(...most[i])),
      evidence,
      agrees,
      batches,
      twice,
      contradicts: false,
      sentence: '',
      ask: null,
      soft: false
    };
    return judge(base, layer, inMainland(views[i]), most[i], lang);
  });
}

const record = (value: (datum: number) => number): Record<Datum, number> => ({
  wgs84: value(0),
  gcj02: value(1),
  bd09: value(2)
});

function marginOf(most: number[]): number {
  const sorted = [...most].sort((a, b) => b - a);
  return sorted[0] - sorted[1];
}

const inMainland = ({ box }: DatumView): boolean =>
  isMainland((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) ||
  isMainland(box[0], box[1]) ||
  isMainland(box[2], box[3]);

function layAll(views: DatumView[]): Laid[] {
  const moves = relationMoves();
  const laid: Laid[] = [];
  for (let from = 0; from < views.length; from++)
    for (let to = 0; to < views.length; to++) {
      if (from === to) continue;
      // Things of one name are the same from either side.
      const found = comparePair(views[from], views[to], moves).filter(
        ({ kind }) => kind !== 'twins' || from < to
      );
      if (found.length > 0) laid.push({ from, to, found });
    }
  return laid;
}

function tiesOf(laid: Laid[]): Tie[] {
  return laid.map(({ from, to, found }) => {
    const score = new Float64Array(9);
    for (let x = 0; x < 3; x++)
      for (let y = 0; y < 3; y++)
        for (const one of found) score[x * 3 + y] += one.score[relationOf(DATUMS[x], DATUMS[y])];
    return { a: from, b: to, score };
  });
}

function ownScore({ anchor, firm }: DatumLayer, own: OwnColumns | null): number[] {
  return DATUMS.map(
    (datum) =>
      (anchor === null || anchor === datum ? 0 : firm ? -FIRM : -CLAIM) +
      (own === null || own.geometry === datum ? 0 : -OWN_COLUMNS)
  );
}

function ownEvidence(own: OwnColumns): DatumEvidence {
  return {
    kind: 'own-columns',
    beside: '',
    besideDatum: null,
    fits: record((d) => (DATUMS[d] === own.geometry ? own.fits : 0)),
    of: own.of,
    weight: OWN_COLUMNS,
    sentence: own.sentence
  };
}

/** Evidence of a pair as layer `i` sees it, where it tells the datums of `i` apart. */
function tell(
  { from, to, found }: Laid,
  i: number,
  layers: DatumLayer[],
  shown: Datum[],
  lang: Lang
): DatumEvidence[] {
  if (from !== i && to !== i) return [];
  const other = from === i ? to : from;
  const relation = (datum: Datum): number =>
    from === i ? relationOf(datum, shown[other]) : relationOf(shown[other], datum);
  return found.flatMap(({ kind, fits, of, score }) => {
    const scores = DATUMS.map((datum) => score[relation(datum)]);
    const weight = marginOf(scores);
    if (weight < 0.5) return [];
    const best = scores.indexOf(Math.max(...scores));
    const count = record((d) => fits[relation(DATUMS[d])]);
    const [next, last] = DATUMS.filter((_, d) => d !== best).sort((a, b) => count[b] - count[a]);
    const params: Params = {
      beside: layers[other].file,
      their: DATUM_WORDS[shown[other]],
      of,
      best: DATUM_WORDS[DATUMS[best]],
      n: count[DATUMS[best]],
      next: DATUM_WORDS[next],
      m: count[next],
      last: DATUM_WORDS[last],
      k: count[last]
    };
    const sentence = reason(SENTENCE_OF[kind], params, lang);
    return [
      { kind, beside: layers[other].file, besideDatum: shown[other], fits: count, of, weight, sentence }
    ];
  });
}

const SENTENCE_OF: Record<EvidenceKind, ReasonCode> = {
  named: 'datum_named',
  lines: 'datum_lines',
  twins: 'datum_twins',
  inside: 'datum_inside',
  water: 'datum_water'
};

function speaksForSame({ from, to, found }: Laid, i: number, j: number): boolean {
  if (!((from === i && to === j) || (from === j && to === i))) return false;
  return found.some(
    ({ kind, score }) => kind !== 'inside' && kind !== 'water' && score[0] - Math.max(...score.slice(1)) > 1
  );
}

/** Whether some evidence fits two datums by halves, as where two surveys were put into one file. */
function isMixed(laid: Laid[], i: number): boolean {
  return laid.some(
    ({ from, found }) =>
      from === i &&
      found.some(({ kind, fits, of, score }) => {
        if (kind === 'named' || kind === 'twins') return Math.max(...fits) < of * 0.88;
        return kind === 'lines' && score.filter((value) => value > 3).length > 1;
      })
  );
}

/** The finding with its sentence, and with what is to be asked. */
function judge(
  found: DatumFinding,
  layer: DatumLayer,
  mainland: boolean,
  most: number[],
  lang: Lang
): DatumFinding {
  const say = (code: ReasonCode, params: Params = {}): string => reason(code, params, lang);
  const ask = (message: string, first: Datum, soft: boolean): Partial<DatumFinding> => {
    const options = [first, ...DATUMS.filter((datum) => datum !== first)];
    const labels = options.map((datum) => DATUM_WORDS[datum]);
    return { ask: { code: 'datum', message, sets: 'crs', key: 'crs', options, labels }, soft };
  };
  const list = lang === 'zh' ? '、' : ', ';
  if (!mainland) return { ...found, sentence: say('datum_no_matter') };
  if (found.batches.length > 0) {
    const words = found.batches.map(
      ({ value, datum, rows }) => `${value} → ${datum ? DATUM_WORDS[datum] : '?'}（${rows}）`
    );
    const column = found.batches[0].column ?? (lang === 'zh' ? '行' : 'rows');
    const sentence = say('datum_batches', { column, words: words.join(list) });
    return { ...found, sentence, ...ask(sentence, found.batches[0].datum ?? 'wgs84', false) };
  }
  if (found.twice) {
    const code = found.twice.added ? 'datum_twice' : 'datum_taken_off';
    const sentence = say(code, { datum: DATUM_WORDS[found.twice.datum] });
    return { ...found, sentence, ...ask(sentence, 'wgs84', false) };
  }
  const telling = found.evidence[0]?.sentence ?? '';
  if (layer.firm) {
    // What the evidence would say if the user had not spoken.
    const free = DATUMS.map((datum, d) => most[d] + (datum === layer.anchor ? 0 : FIRM));
    const best = DATUMS[free.indexOf(Math.max(...free))];
    if (best === layer.anchor || marginOf(free) < DECIDED || layer.anchor === null)
      return { ...found, datum: layer.anchor, confidence: 1, sentence: telling || say('datum_said') };
    const params = { said: DATUM_WORDS[layer.anchor], best: DATUM_WORDS[best], telling };
    return { ...found, contradicts: true, sentence: say('datum_contradicts', params) };
  }
  if (found.datum === null) {
    if (layer.anchor !== null) return { ...found, sentence: say('datum_said') };
    const files = found.agrees.join(list);
    const sentence = files === '' ? say('datum_silent') : say('datum_agrees', { files });
    return { ...found, sentence, ...ask(sentence, 'wgs84', true) };
  }
  const taken = layer.anchor ?? 'wgs84';
  const sentence = say('datum_found', { best: DATUM_WORDS[found.datum], telling });
  if (found.datum === taken) return { ...found, sentence };
  const contradicts = layer.anchor !== null;
  const message = contradicts
    ? say('datum_contradicts', { said: DATUM_WORDS[taken], best: DATUM_WORDS[found.datum], telling })
    : say('ask_datum', { best: DATUM_WORDS[found.datum], telling });
  return { ...found, contradicts, sentence, ...ask(message, found.datum, false) };
}
