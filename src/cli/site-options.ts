import { type Command, Option } from 'commander';
import type { SitingModel } from '../lib/siting/problem.ts';
import { parseIds, parseNumber, parseShare, parseWhole } from './parse-options.ts';

/** What `yike site` was asked. */
export interface SiteOptions {
  model: SitingModel;
  matrix: string;
  demand: string;
  candidates?: string;
  sites?: number;
  limit?: number;
  existing?: string[];
  lock?: string[];
  forbid?: string[];
  budget?: number;
  least?: 'number' | 'cost';
  share?: number;
  twice?: boolean;
  time: number;
  gap: number;
  seed: number;
  out?: string;
}

/** Gives `yike site` its options. */
export function addSiteOptions(command: Command, t: (zh: string, en: string) => string): Command {
  return command
    .addOption(
      new Option(
        '--model <M>',
        t(
          'mclp 覆盖最多、lscp 最少处数覆盖、pmedian 总步行最短、pcenter 最远者最近',
          'mclp: cover the most, lscp: cover with the fewest, pmedian: least total walking, pcenter: least worst walk'
        )
      )
        .choices(['mclp', 'lscp', 'pmedian', 'pcenter'])
        .makeOptionMandatory()
    )
    .requiredOption(
      '--matrix <M>',
      t(
        '费用表（.csv、.parquet、.xlsx 等）：from（需求）、to（候选点）、cost（米）；没有的对即不能服务',
        'costs (.csv, .parquet, .xlsx …): from (demand), to (candidate), cost (metres); a pair that is missing cannot be served'
      )
    )
    .requiredOption(
      '--demand <D>',
      t('需求表：id、population（或 weight）', 'demand: id, population (or weight)')
    )
    .option(
      '--candidates <C>',
      t(
        '候选点表：id，用到时还有 cost、capacity（有 capacity 列时 mclp、pmedian 按容量选址）；不给则取 --matrix 里的 to',
        'candidates: id and, where used, cost, capacity (with a column capacity mclp and pmedian heed it); without it those that --matrix names'
      )
    )
    .option(
      '--sites <P>',
      t(
        '最多开几处，现有的（--existing）和锁定的（--lock）计算在内',
        'open at most so many, those of --existing and --lock counted in'
      ),
      parseWhole('--sites', 1)
    )
    .option(
      '--limit <X>',
      t('只算不超过它的对（与 cost 同单位）', 'only pairs that cost no more (in the unit of cost)'),
      parseNumber('--limit')
    )
    .option(
      '--existing <ID,…>',
      t(
        '现有设施：一直开着，不花费用，计入 --sites，也列在结果里',
        'sites that stand: they are open, cost nothing, count towards --sites and are among the results'
      ),
      parseIds
    )
    .option(
      '--lock <ID,…>',
      t('一定要选的候选点（费用和处数照算）', 'candidates that have to be open (cost and number count)'),
      parseIds
    )
    .option('--forbid <ID,…>', t('不许选的候选点', 'candidates that must not be open'), parseIds)
    .option(
      '--budget <B>',
      t('费用合计不超过它（C 须有 cost 列）', 'costs together no more than it (C needs a column cost)'),
      parseNumber('--budget')
    )
    .addOption(
      new Option(
        '--least <what>',
        t('lscp 求处数最少还是费用最少', 'whether lscp makes the number or the cost least')
      ).choices(['number', 'cost'])
    )
    .option(
      '--share <S>',
      t('lscp 要覆盖的比例，如 0.95', 'share that lscp is to cover, e.g. 0.95'),
      parseShare('--share')
    )
    .option('--twice', t('够得到两处才算覆盖（mclp、lscp）', 'covered is who reaches two sites (mclp, lscp)'))
    .option('--time <S>', t('最多算几秒', 'seconds it may take'), parseNumber('--time'), 60)
    .option(
      '--gap <G>',
      t(
        '与证明的界相差不超过这个比例即停，如 0.01',
        'stop once the proven gap is at most this share, e.g. 0.01'
      ),
      parseShare('--gap', 0),
      0
    )
    .option('--seed <N>', t('随机种子', 'seed'), parseWhole('--seed', 0), 1);
}
