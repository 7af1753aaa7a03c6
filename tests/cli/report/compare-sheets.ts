import { execFileSync } from 'node:child_process';
import type { AnalysedFolder } from './analysed-folder.ts';
import { percent, whole, type Comparison } from './comparison.ts';

/** Figures of the first map sheet of a PDF, as `pdftotext` reads them: the panel, and the share of each community on the map. */
export function compareSheets(path: string, { measures }: AnalysedFolder, comparison: Comparison): void {
  comparison.of('pdf');
  const text = execFileSync('pdftotext', ['-f', '1', '-l', '1', path, '-'], { encoding: 'utf8' });
  // Noto CJK has one shape for 老 and the radical ⽼, of which a PDF keeps one.
  const lines = text.normalize('NFKC').split(/\s*\n\s*/);
  // Each line answers once.
  const take = (where: string, want: string) => {
    const at = lines.indexOf(want);
    comparison.text(where, at < 0 ? 'nothing of it' : lines[at], want);
    if (at >= 0) lines.splice(at, 1);
  };
  const [measure] = measures;
  const communities = measure.units.filter(({ level }) => level === 'community');
  take('share', percent(measure.share));
  take('total', `${whole(measure.total)} 人`);
  take('covered', `${whole(measure.covered)} 人`);
  take('uncovered', `${whole(measure.total - measure.covered)} 人`);
  take('straight', percent(measure.straight));
  take('communities', `${whole(communities.length)} 个`);
  take('facilities', `${whole(measure.serving)}处`);
  for (const { name, coverage, gap } of communities) {
    take(`share of ${name}`, percent(coverage.share));
    if (Number(gap.uncovered) > 0) take(`uncovered in ${name}`, `${whole(gap.uncovered)} 人`);
  }
  const said = text.normalize('NFKC');
  comparison.said('limit', said, `步行 ${whole(measure.limitM)} 米(${whole(measure.limitS! / 60)} 分钟)`);
}
