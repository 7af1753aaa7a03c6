import { importFile } from '../../import/import-file.ts';
import { proposeChoices } from '../../import/propose.ts';
import { readSource } from '../../import/read-source.ts';
import type { Lang } from '../../import/reasons.ts';
import type { Choices, Layer } from '../../import/report.ts';
import type { Source } from '../../import/source.ts';
import type { Database } from '../../tables/database.ts';
import type { Imported, Inspected } from './engine-api.ts';
import type { Pace } from './held-study.ts';
import { saidOf } from './user-error.ts';

const PREVIEW_ROWS = 8;
const BOUNDARIES: Layer[] = ['districts', 'subdistricts', 'communities'];

/** Looks into files before they are imported, and keeps their bytes until they are. */
export class Inspector {
  private readonly files = new Map<number, { file: string; bytes: Uint8Array; source: Source | null }>();
  private next = 1;

  async inspect(file: string, bytes: Uint8Array, language: Lang, pace: Pace): Promise<Inspected> {
    const key = this.next++;
    this.files.set(key, { file, bytes, source: null });
    const found = await this.propose(key, {}, language, pace);
    if (!found.ok) this.files.delete(key);
    return found;
  }

  /** What the file would become with what the user has said; a new encoding reads it again. */
  async propose(key: number, said: Partial<Choices>, language: Lang, pace: Pace): Promise<Inspected> {
    const held = this.heldAt(key);
    try {
      if (!held.source || (said.encoding && said.encoding !== held.source.encoding))
        held.source = await readSource(held.file, held.bytes, { encoding: said.encoding }, (share) =>
          pace('read', share)
        );
      const { source } = held;
      const { choices, asWhy, report, refusal, words, preview } = proposeChoices(source, said, {
        lang: language
      });
      const { rows, headers, format, encoding, geometry } = source;
      return {
        ok: true,
        inspection: {
          ...{ key, file: held.file, format, encoding, rows, headers, choices, asWhy, words },
          preview: Array.from({ length: Math.min(PREVIEW_ROWS, rows) }, (_, row) =>
            preview.map((column) => column[row])
          ),
          geometry: geometry?.find((shape) => shape)?.type ?? '',
          crs: report?.crs ?? { value: '', why: '' },
          columns: report?.columns ?? [],
          counts: report && {
            accepted: report.accepted,
            repaired: report.repaired.length,
            rejected: report.rejected.length
          },
          refusal: refusal && refusal[language],
          questions: report?.questions ?? []
        }
      };
    } catch (error) {
      return { ok: false, file: held.file, said: saidOf(error) };
    }
  }

  forget(keys: number[]): void {
    for (const key of keys) this.files.delete(key);
  }

  /** Boundaries first: names in the other tables are matched to them. */
  inOrder<T extends { choices: Choices }>(chosen: T[]): T[] {
    const rank = ({ choices }: T) => (BOUNDARIES.includes(choices.as) ? BOUNDARIES.indexOf(choices.as) : 9);
    return chosen.toSorted((a, b) => rank(a) - rank(b));
  }

  async store(
    db: Database,
    chosen: { key: number; choices: Choices },
    language: Lang,
    pace: Pace
  ): Promise<Imported> {
    const held = this.heldAt(chosen.key);
    try {
      const report = await importFile(
        db,
        held.file,
        held.bytes,
        chosen.choices,
        { lang: language },
        (share) => pace('import', share)
      );
      return { ok: true, report };
    } catch (error) {
      return { ok: false, file: held.file, said: saidOf(error) };
    }
  }

  private heldAt(key: number) {
    const held = this.files.get(key);
    if (!held) throw new Error(`expected a file looked into, got key ${key}`);
    return held;
  }
}
