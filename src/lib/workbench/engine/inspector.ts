import { groupFiles } from '../../import/group-files.ts';
import { compareWithStored, importSource } from '../../import/import-file.ts';
import { recallChoices, rememberChoices } from '../../import/remember.ts';
import { proposeChoices, type Proposal } from '../../import/propose.ts';
import { readSource } from '../../import/read-source.ts';
import { reason, SENTENCES, type Lang, type ReasonCode } from '../../import/reasons.ts';
import { rejectedTable } from '../../import/rejected-rows.ts';
import type { Choices, ImportReport, Layer } from '../../import/report.ts';
import type { LayerInfo, Source } from '../../import/source.ts';
import { writeCsv } from '../../report/csv.ts';
import { loadLetters } from '../../import/meanings/name-letters.ts';
import type { KnownUnit } from '../../import/meanings/match-units.ts';
import { LOOKS_UP_UNITS } from '../../import/fields.ts';
import { knownUnits } from '../../import/meanings/unit-names.ts';
import type { Database, Table } from '../../tables/database.ts';
import type { Chosen, Imported, Inspected, Inspection, MendGroup, NamedBytes } from './engine-api.ts';
import type { Pace } from './held-study.ts';
import { previewShapes } from './preview-shapes.ts';
import { saidOf } from './user-error.ts';

const PREVIEW_ROWS = 8;
const SHOWN_REJECTS = 20;
const SHOWN_MENDS = 3;
/** More layers of one file than this are offered, not opened at once. */
const OPENED_LAYERS = 8;
const BOUNDARIES: Layer[] = ['districts', 'subdistricts', 'communities'];

interface Held {
  file: string;
  bytes: Uint8Array;
  beside: ReadonlyMap<string, Uint8Array>;
  /** As it was last read, and what had been said of the reading then. */
  source: Source | null;
  readAs: string;
  said: Partial<Choices>;
  /** Names and codes of the units that it would put on the map; empty for what is no boundary. */
  units: string[];
}

/** Looks into files before they are imported, and keeps their bytes until they are. */
export class Inspector {
  private readonly files = new Map<number, Held>();
  private next = 1;

  /** Each file, and each layer of a file whose layers are things of their own, looked into. */
  async inspect(
    db: Database,
    files: NamedBytes[],
    remembered: string,
    language: Lang,
    pace: Pace
  ): Promise<Inspected[]> {
    const { files: grouped, ignored } = groupFiles(files);
    const out: Inspected[] = ignored.map(({ name, why }) => ({
      ok: false,
      file: name,
      said: { zh: reason(why, {}, 'zh'), en: reason(why, {}, 'en') }
    }));
    for (const { name, bytes, beside } of grouped) {
      const first = this.hold({ file: name, bytes, beside });
      const found = await this.look(db, first, {}, remembered, language, pace);
      if (!found.ok || !opensAll(found.inspection)) {
        out.push(found);
        continue;
      }
      // Each of its layers is a card of its own: which one is meant needs no asking.
      const { layer: own, layers, said } = found.inspection;
      out.push(await this.propose(db, first, { ...said, layer: own ?? undefined }, language, pace));
      for (const layer of layers.filter(({ name: other }) => other !== own)) {
        const key = this.hold({ file: name, bytes, beside });
        out.push(await this.look(db, key, { layer: layer.name }, remembered, language, pace));
      }
    }
    return this.withUnits(db, out, language, pace);
  }

  /** Tables of people are looked into again once all boundaries are known, so that their names are asked about at once. */
  private async withUnits(
    db: Database,
    found: Inspected[],
    language: Lang,
    pace: Pace
  ): Promise<Inspected[]> {
    const out: Inspected[] = [];
    for (const each of found)
      if (each.ok && LOOKS_UP_UNITS.includes(each.inspection.choices.as))
        out.push(await this.propose(db, each.inspection.key, each.inspection.said, language, pace));
      else out.push(each);
    return out;
  }

  /** Another layer of a file that was looked into. */
  async inspectLayer(db: Database, key: number, layer: LayerInfo, language: Lang, pace: Pace) {
    const { file, bytes, beside } = this.heldAt(key);
    const said = { layer: layer.name, ...(layer.as && { as: layer.as }) };
    return this.look(db, this.hold({ file, bytes, beside }), said, '[]', language, pace);
  }

  private hold(file: Pick<Held, 'file' | 'bytes' | 'beside'>): number {
    const key = this.next++;
    this.files.set(key, { ...file, source: null, readAs: '', said: {}, units: [] });
    return key;
  }

  /** A first look, with what was said of the last file of this shape; a file that can't be read is let go. */
  private async look(
    db: Database,
    key: number,
    said: Partial<Choices>,
    remembered: string,
    language: Lang,
    pace: Pace
  ): Promise<Inspected> {
    try {
      const source = await this.read(key, said, pace);
      // The datum of the last file says nothing of this one's: it is found, or asked, afresh.
      const { crs: _, ...known } = recallChoices(JSON.parse(remembered || '[]'), source) ?? {};
      const found = await this.propose(db, key, { ...known, ...said }, language, pace);
      if (!found.ok) this.files.delete(key);
      else found.inspection.recalled = Object.keys(known).length > 0;
      return found;
    } catch (error) {
      const { file } = this.heldAt(key);
      this.files.delete(key);
      return { ok: false, file, said: saidOf(error) };
    }
  }

  /** The file as it is to be read with what is said; read again only where that differs. */
  private async read(key: number, said: Partial<Choices>, pace: Pace): Promise<Source> {
    const held = this.heldAt(key);
    const answers = Object.entries(said.answers ?? {}).filter(([code]) => !code.startsWith('mend:'));
    const osm = held.source?.format.startsWith('osm') ? said.as : undefined;
    const readAs = JSON.stringify([said.encoding, said.layer, osm, answers]);
    if (!held.source || held.readAs !== readAs) {
      const tick = (share: number) => pace('read', share);
      held.source = await readSource(held.file, held.bytes, said, tick, held.beside);
      held.readAs = readAs;
    }
    return held.source;
  }

  /** What the file would become with what the user has said. */
  async propose(
    db: Database,
    key: number,
    said: Partial<Choices>,
    language: Lang,
    pace: Pace
  ): Promise<Inspected> {
    const held = this.heldAt(key);
    try {
      held.said = said;
      const source = await this.read(key, said, pace);
      await pace('import', 0.5);
      const units = await this.unitsFor(db);
      const letters = units.length > 0 ? await loadLetters() : undefined;
      const proposal = proposeChoices(source, said, { lang: language, units, letters, year: thisYear() });
      const { table } = proposal;
      held.units = table && BOUNDARIES.includes(proposal.choices.as) ? unitsOf(table) : [];
      // Rows that come back mended are added: there is nothing to compare.
      const compares = table !== null && !proposal.adds;
      const changes = compares ? await compareWithStored(db, proposal.choices.as, table) : null;
      return {
        ok: true,
        inspection: { key, said, recalled: false, ...describe(source, proposal, language), changes }
      };
    } catch (error) {
      return { ok: false, file: held.file, said: saidOf(error) };
    }
  }

  /** Units that a table can speak of: of the boundaries on their way in, else of those that are there. */
  private async unitsFor(db: Database): Promise<(KnownUnit | string)[]> {
    const incoming = [...this.files.values()].flatMap(({ units }) => units);
    return incoming.length > 0 ? incoming : knownUnits(db);
  }

  /** The source of a file looked into, as it was last read; null before that. */
  sourceOf(key: number): Source | null {
    return this.heldAt(key).source;
  }

  forget(keys: number[]): void {
    for (const key of keys) this.files.delete(key);
  }

  /** Boundaries first: names in the other tables are matched to them. */
  inOrder<T extends { choices: Choices }>(chosen: T[]): T[] {
    const rank = ({ choices }: T) => (BOUNDARIES.includes(choices.as) ? BOUNDARIES.indexOf(choices.as) : 9);
    return chosen.toSorted((a, b) => rank(a) - rank(b));
  }

  async store(db: Database, chosen: Chosen, language: Lang, pace: Pace): Promise<Imported> {
    const held = this.heldAt(chosen.key);
    const tick = (share: number) => pace('import', share);
    try {
      const source = await this.read(chosen.key, { ...chosen.choices, ...held.said }, pace);
      const report = await importSource(
        db,
        source,
        chosen.choices,
        { lang: language, year: thisYear() },
        tick
      );
      const rejected = report.rejected.length ? rejectedCsv(source, report) : null;
      return { ok: true, report, rejected };
    } catch (error) {
      return { ok: false, file: held.file, said: saidOf(error) };
    }
  }

  /** `remembered` with the choices of the files that were stored. */
  remember(remembered: string, stored: Chosen[]): string {
    const list = stored.reduce(
      (so, { key, choices }) => {
        const source = this.sourceOf(key);
        return source ? rememberChoices(so, source, choices) : so;
      },
      JSON.parse(remembered || '[]')
    );
    return JSON.stringify(list);
  }

  private heldAt(key: number): Held {
    const held = this.files.get(key);
    if (!held) throw new Error(`expected a file looked into, got key ${key}`);
    return held;
  }
}

const thisYear = (): number => new Date().getFullYear();

const unitsOf = (table: Table): string[] =>
  ['name', 'unit_id'].flatMap((field) =>
    ((table.get(field)?.values ?? []) as (string | null)[]).filter((name) => name !== null)
  );

/** The layers of an archive or a geodatabase are things of their own; sheets and what OSM has are offered. */
function opensAll({ format, layers }: Inspection): boolean {
  return (
    layers.length > 1 && layers.length <= OPENED_LAYERS && format !== 'xlsx' && !format.startsWith('osm')
  );
}

function describe(
  source: Source,
  proposal: Proposal,
  language: Lang
): Omit<Inspection, 'key' | 'said' | 'recalled' | 'changes'> {
  const { file, format, encoding, layer, layers, rows, headers, geometry } = source;
  const { choices, asWhy, report, refusal, groups, preview, table, columns, offers } = proposal;
  return {
    ...{ file, format, encoding, layer, layers, rows, headers, choices, asWhy, groups, columns, offers },
    adds: proposal.adds,
    preview: Array.from({ length: Math.min(PREVIEW_ROWS, rows) }, (_, row) =>
      preview.map((column) => column[row])
    ),
    geometry: geometry?.find((shape) => shape)?.type ?? '',
    crs: report?.crs ?? { value: '', why: '' },
    counts: report && {
      accepted: report.accepted,
      repaired: report.repaired.length,
      rejected: report.rejected.length
    },
    refusal: refusal && refusal[language],
    rejects: report?.rejected.slice(0, SHOWN_REJECTS).map((row) => row.reason) ?? [],
    warnings: report?.warnings.map(({ message }) => message) ?? [],
    mends: report ? mendGroups(report, choices, language) : [],
    questions: report?.questions ?? [],
    shapes: table ? previewShapes(table) : { type: 'FeatureCollection', features: [] }
  };
}

/** The mends of a report by kind, and the kinds that were refused, the most frequent first. */
function mendGroups(report: ImportReport, choices: Choices, language: Lang): MendGroup[] {
  const titleOf = (code: string) => (code in SENTENCES ? reason(code as ReasonCode, {}, language) : code);
  const refusable = new Set(report.refusable);
  const groups = new Map<string, MendGroup>();
  const groupOf = (code: string) => {
    let group = groups.get(code);
    if (!group)
      groups.set(
        code,
        (group = {
          code,
          title: titleOf(code),
          count: 0,
          refused: false,
          refusable: refusable.has(code),
          examples: []
        })
      );
    return group;
  };
  for (const [key, answer] of Object.entries(choices.answers ?? {}))
    if (/^mend:\w+$/.test(key) && answer === 'no') groupOf(key.slice(5)).refused = true;
  for (const { row, field, code, was, now } of report.repaired) {
    const group = groupOf(code);
    group.count++;
    if (group.examples.length < SHOWN_MENDS) group.examples.push({ row, field, was, now });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

const rejectedCsv = (source: Source, report: ImportReport): Uint8Array =>
  writeCsv(rejectedTable(source, report), { bom: true });
