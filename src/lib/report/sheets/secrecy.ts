import type { Said } from '../dossier.ts';
import { figure } from '../figures.ts';

/** What sheets show, as far as the rule on secrets asks: the land within the frame, and whether a base map (roads) is drawn. */
export interface Shown {
  areaKm2: number;
  hasBaseMap: boolean;
}

const MOST_KM2 = 25;
const LARGEST_SCALE = 5000;

/**
 * The warning that a sheet (or an atlas: its land together, the largest scale of its sheets) needs, or null.
 *
 * The rule that we apply: topographic maps of the national series larger than 1:5 000 and the complete digital data of them are 秘密 where they cover
 * more than 25 km² continuously (《测绘地理信息管理工作国家秘密范围的规定》, 自然资发〔2020〕95号). Yike can't know where the roads of a study were taken from, and the rule
 * counts the data as well as the paper, so we warn at every scale wherever a base map is drawn over more than 25 km², and say it more strongly
 * where the sheets themselves are larger than 1:5 000 (`scale` < 5000). Exactly 25 km² needs none.
 */
export function secrecyWarning({ areaKm2, hasBaseMap }: Shown, scale: number): Said | null {
  if (!hasBaseMap || !(areaKm2 > MOST_KM2)) return null;
  const area = figure(areaKm2, 'count');
  const isLarge = scale < LARGEST_SCALE;
  return {
    zh:
      `注意：图内绘有道路底图，连续范围约 ${area} 平方千米，超过 ${MOST_KM2} 平方千米${isLarge ? '，且比例尺大于 1:5 000' : ''}。` +
      '大于 1:5 000 的国家基本比例尺地形图及其全要素数字化成果，连续覆盖超过 25 平方千米的属秘密级（自然资发〔2020〕95号）。' +
      (isLarge
        ? '道路数据如取自此类成果，本图应按国家秘密管理；来源不明的，核实前不得传递、上网。'
        : '道路数据如取自此类成果，应先依法定密、处理后使用；来源不明的，请向自然资源主管部门核实。'),
    en:
      `Caution: roads are drawn over about ${area} km² without a break, more than ${MOST_KM2} km²${isLarge ? ', at a scale larger than 1:5 000' : ''}. ` +
      'National topographic maps larger than 1:5 000, and the complete digital data of them, are state secrets (秘密) where they cover more than 25 km² continuously (自然资发〔2020〕95号). ' +
      (isLarge
        ? 'If the roads were taken from such data, treat this map as a state secret; if their source is not known, do not pass it on before it is checked.'
        : 'If the roads were taken from such data, have them classified and processed first; if their source is not known, ask the natural resources authority.')
  };
}
