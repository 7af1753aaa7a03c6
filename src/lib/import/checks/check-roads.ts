import { FORMS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import type { Ledger } from '../ledger.ts';
import type { Match } from '../meanings/match-columns.ts';
import { readFlag } from '../values/numbers.ts';
import { layersOf, osmServes } from '../osm/osm-kinds.ts';
import { WALK_TAGS, whyNotWalkable, type WalkBar } from '../osm/osm-walkable.ts';
import type { Layer } from '../report.ts';
import type { Source } from '../source.ts';

const BAR_WORDS: Record<WalkBar, [string, string]> = {
  no_highway: ['没有 highway', 'no highway'],
  highway: ['highway={highway}', 'highway={highway}'],
  foot: ['foot={foot}', 'foot={foot}'],
  access: ['access={access}', 'access={access}']
};

/** Refuses an OpenStreetMap file as a layer that it has none of, or that it was not read as. */
export function refuseOsm({ file, format, layer, layers }: Source, as: Layer): void {
  if (!format.startsWith('osm') || osmServes(layer, as)) return;
  const found = layers.map(({ name, rows }) => `${name}×${rows}`).join('、') || '—';
  if (layers.some(({ name }) => layersOf(name).includes(as)))
    throw new ImportError('osm_other_layer', file, {
      read: layer ?? 'roads',
      layer: FORMS[as].en,
      layer_zh: FORMS[as].zh,
      found
    });
  throw new ImportError('not_yet', file, {
    format,
    layer: FORMS[as].en,
    layer_zh: FORMS[as].zh,
    instead_zh: `GeoJSON 或 CSV；这个 OSM 文件里有：${found}`,
    instead: `GeoJSON or CSV; this OpenStreetMap file has: ${found}`
  });
}

/** Rejects the ways of an OpenStreetMap file that people may not walk (method §3), and says how many of which kind. */
export function checkOsmWays(ledger: Ledger): void {
  const { source, lang } = ledger;
  const at = new Map(
    WALK_TAGS.flatMap((key) => {
      const column = source.headers.indexOf(key);
      return column < 0 ? [] : [[key, source.columns[column]]];
    })
  );
  let row = 0;
  const tags = { get: (key: string) => at.get(key)?.[row] };
  const left = new Map<string, number>();
  for (let i = 0; i < source.rows; i++) {
    row = i;
    const bar = whyNotWalkable(tags);
    if (bar === null) continue;
    const [why_zh, why] = BAR_WORDS[bar].map((words) =>
      words.replace(/\{(\w+)\}/, (_, key: string) => tags.get(key) ?? '')
    );
    ledger.reject(i, bar, 'not_walkable', { way: source.columns[0][i] ?? '', why_zh, why });
    left.set(why, (left.get(why) ?? 0) + 1);
  }
  const total = [...left.values()].reduce((sum, n) => sum + n, 0);
  const words = [...left].sort((a, b) => b[1] - a[1]).map(([why, n]) => `${why} ${n}`);
  const shown = words.slice(0, 12).join(lang === 'zh' ? '、' : ', ') || '—';
  ledger.warn('osm_ways', {
    highways: source.rows,
    walkable: source.rows - total,
    left: total,
    why_zh: shown,
    why: shown
  });
  const oneway = source.headers.indexOf('oneway:foot');
  const count = oneway < 0 ? 0 : source.columns[oneway].filter((v) => v !== null && v !== 'no').length;
  if (count > 0) ledger.warn('osm_oneway_foot', { count });
}

/** Rejects the lines of another layer that a matched column says are not walkable. */
export function checkWalkable(ledger: Ledger, match: Match): void {
  const column = ledger.source.headers[match.column];
  ledger.source.columns[match.column].forEach((value, i) => {
    const no = readFlag(value) === 0 || ['private', 'use_sidepath', 'restricted'].includes(value ?? '');
    if (no) ledger.reject(i, 'walkable', 'not_walkable_row', { column, value: value ?? '' });
  });
}
