import { type Command, Option } from 'commander';
import { ACCESS_METHODS } from '../lib/coverage/access-methods.ts';
import { parseNumber, parsePairs } from './parse-options.ts';

/** Gives `yike access` its options; what `--decay` and `--raam` say is read by the command itself. */
export function addAccessOptions(command: Command, t: (zh: string, en: string) => string): Command {
  return command
    .addOption(
      new Option(
        '--method <M>',
        t(
          '最近、累积机会、重力，或（增强、三步、改进）两步移动搜索、理性人模型',
          'nearest, cumulative opportunities, gravity, a floating catchment, or rational agents'
        )
      )
        .choices(ACCESS_METHODS)
        .makeOptionMandatory()
    )
    .requiredOption(
      '--matrix <M>',
      t(
        '费用表（.csv、.parquet、.xlsx 等）：from、to、cost；没有的对即到不了',
        'costs (.csv, .parquet, .xlsx …): from, to, cost; a pair that is missing cannot be reached'
      )
    )
    .requiredOption('--demand <D>', t('需求表：id、population', 'demand: id, population'))
    .requiredOption('--supply <S>', t('供给表：id、capacity', 'supply: id, capacity'))
    .option(
      '--limit <X>',
      t('只算费用不超过它的对（与 cost 同单位）', 'only pairs that cost no more (in the unit of cost)'),
      parseNumber('--limit')
    )
    .option(
      '--decay <D>',
      t(
        '衰减：step:300=1,600=0.5（分级）、gaussian:σ、dai:范围（范围处为 0 的高斯）、power:β、exp:β；e2sfca、m2sfca、3sfca 不给时按 --limit 取文献中的分级权重',
        'how supply fades: step:300=1,600=0.5, gaussian:SIGMA, dai:CATCHMENT (Gaussian that is 0 at its edge), power:BETA, exp:BETA; without it e2sfca, m2sfca and 3sfca lay their published steps over --limit'
      )
    )
    .option(
      '--raam <name=value,…>',
      t(
        'raam 的参数，名称与默认值同 pysal/access：tau=60、rho、max_cycles=150、initial_step=0.2、min_step=0.005、half_life=50',
        'parameters of raam, named and proposed as in pysal/access: tau=60, rho, max_cycles=150, initial_step=0.2, min_step=0.005, half_life=50'
      ),
      parsePairs('--raam')
    )
    .option(
      '--rank <column>',
      t(
        '需求表里用来排序的列（如收入）：摘要另给集中指数、按它分组的 Palma 比',
        'a column of the demand to rank by (income …): adds the concentration index and the Palma ratio by it'
      )
    )
    .option(
      '--line <X>',
      t('底线：摘要另给低于它的 FGT 0、1、2', 'a line: adds FGT 0, 1, 2 of what lies below it'),
      parseNumber('--line')
    );
}
