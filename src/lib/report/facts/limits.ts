import type { Dossier, Said } from '../dossier.ts';
import type { Facts, LimitFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { fieldWords } from '../words.ts';
import { list, say, things } from './limit.ts';
import { plainText } from './plain-text.ts';
import { ofLinkedSites, ofLinks, ofOverlap, ofReasons, ofSiting } from './proposal-limits.ts';
import { readTable } from './table-reader.ts';

/** What a reader must know of the figures, the weightiest first. What does not concern this study is left out. */
export function readLimits(dossier: Dossier, facts: Omit<Facts, 'limits'>): LimitFacts[] {
  return [
    ...ofOverlap(facts),
    ...ofDistances(dossier),
    ...ofPeople(dossier, facts),
    ...ofFacilities(dossier),
    ...ofCentres(facts),
    ...ofEdges(dossier, facts),
    ...ofInputs(facts),
    ...ofRules(facts),
    ...ofSiting(facts),
    ...ofReasons(facts),
    ...ofLinks(dossier),
    ...ofLinkedSites(facts),
    {
      ...{ code: 'survey', count: 0 },
      zh: '以上均为依据所提供数据的测算结果，未经现场核实；选址、开门前须踏勘现场，核实产权、消防、结构和居民意见。',
      en: 'All of this is worked out from the data given and was not checked on site: before a site or a gate is decided, visit it and check ownership, fire safety, structure and what residents think.'
    }
  ];
}

function ofDistances({ summary, tables }: Dossier): LimitFacts[] {
  const { methods, totals } = summary;
  const table = readTable(tables.get('unconnected'));
  let people = 0;
  for (let row = 0; row < table.rows; row++)
    if (table.text('layer', row) === 'demand') people += table.number('people', row) || 0;
  return [
    ...say(
      'estimated',
      methods.estimated ? totals.demand_points : 0,
      '没有步行路网数据：步行距离按直线距离的 1.3 倍估算，绕行和阻隔看不出来。',
      'There is no data of the walking network: walks are estimated as 1.3 times the straight line, which shows no detours or barriers.'
    ),
    ...ofUnconnected(totals.unconnected, people),
    ...say(
      'mends_lost',
      totals.mends_lost,
      `${figure(totals.mends_lost, 'count')} 处人工接路在现有路网上找不到位置，未接。`,
      `${things(totals.mends_lost, 'mend')} of the network fit nowhere on the present one and were not made.`
    )
  ];
}

function ofUnconnected(
  { demand, facilities, candidates }: Dossier['summary']['totals']['unconnected'],
  people: number
): LimitFacts[] {
  const all = demand + facilities + candidates;
  const [homes, built, places] = [demand, facilities, candidates].map((count) => figure(count, 'count'));
  const zh = [
    ...(demand > 0 ? [`居民点 ${homes} 个、约 ${figure(people, 'people')} 人`] : []),
    ...(facilities > 0 ? [`设施 ${built} 处`] : []),
    ...(candidates > 0 ? [`候选点 ${places} 处`] : [])
  ];
  const en = [
    ...(demand > 0 ? [`${things(demand, 'home')} with about ${figure(people, 'people')} people`] : []),
    ...(facilities > 0 ? [things(facilities, 'facility', 'facilities')] : []),
    ...(candidates > 0 ? [things(candidates, 'candidate')] : [])
  ];
  return say(
    'unconnected',
    all,
    `${figure(all, 'count')} 个点 300 米内没有路，未接入路网：${zh.join('，')}${demand > 0 ? '；其中的居民按未覆盖计' : ''}。`,
    `${things(all, 'point has', 'points have')} no way within 300 m and ${all === 1 ? 'is' : 'are'} not on the network: ${en.join(', ')}${demand > 0 ? '; these people count as not covered' : ''}.`
  );
}

function ofPeople({ summary }: Dossier, { measures, methods }: Omit<Facts, 'limits'>): LimitFacts[] {
  const { demand_points: points, people_outside_units: outside } = summary.totals;
  const [field, most] = Object.entries(outside).sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const missing = measures.filter(({ unknownUnits }) => unknownUnits > 0);
  const worst = Math.max(0, ...missing.map(({ unknownUnits }) => unknownUnits));
  const groups = [...new Map(missing.map(({ group, groupName }) => [group, groupName])).values()];
  const isSpread = ['network', 'hexagons', 'centroid'].includes(methods.population.code);
  return [
    ...say(
      'unknown_people',
      worst,
      `${figure(worst, 'count')} 个社区（村）没有${list(groups, '类人群').zh}的人数，这些人不在合计数内。`,
      `${things(worst, 'community', 'communities')} have no number of ${list(groups, '').en}; sums lack these people.`
    ),
    ...say(
      'spread',
      isSpread ? points : 0,
      `没有逐楼的居住资料：人口${methods.population.zh}，点位不是住宅，社区内部的结果为估计。`,
      `There is no data of single homes: people were ${methods.population.en}; places are no homes, and what is said inside a community is an estimate.`
    ),
    ...ofParents('from_parents', summary.methods.population_from_parents),
    ...ofParents('not_spread', summary.methods.population_not_spread),
    ...say(
      'outside_units',
      most >= 0.5 ? most : 0,
      `${figure(most, 'people')} 人（${fieldWords(field).zh}）住在所有社区边界以外，计入合计，不计入任何社区。`,
      `${figure(most, 'people')} people (${fieldWords(field).en}) live outside all communities: they are in the sums, and in no community.`
    )
  ];
}

/** Measures that take a community for one point, where the study itself knows people better. */
function ofCentres({ measures, methods }: Omit<Facts, 'limits'>): LimitFacts[] {
  const whole = measures.filter(
    ({ population, total }) => population.code === 'centroid' && !Number.isNaN(total)
  );
  const titles = [...new Map(whole.map(({ title }) => [title.zh, title])).values()];
  const named = list(
    titles.map(({ zh, en }) => ({ zh: `“${zh}”`, en: `“${en}”` })),
    '项'
  );
  return say(
    'centres',
    methods.population.code === 'centroid' ? 0 : titles.length,
    `${named.zh}按社区中心点测算：一个社区只算覆盖或未覆盖，看不出社区内部的差别，与按居民点测算的结果不能直接相比。`,
    `${named.en}: each community is taken for the point at its centre, so that it is covered whole or not at all; don't compare these with what is worked out by places of people.`
  );
}

function ofParents(code: 'from_parents' | 'not_spread', parents: { unit_name: string }[] = []): LimitFacts[] {
  const units = [...new Set(parents.map(({ unit_name: name }) => plainText(name)))];
  const { zh, en } = list(
    units.map((name) => ({ zh: name, en: name })),
    '个单位'
  );
  return code === 'from_parents'
    ? say(
        code,
        units.length,
        `${zh}的部分人口只有上级合计，已按居住地点估算到各社区。`,
        `Some people of ${en} are known as a sum alone; they were estimated for each community.`
      )
    : say(
        code,
        units.length,
        `${zh}的部分人口无法分到社区，未计入。`,
        `Some people of ${en} fit no community and are left out.`
      );
}

function ofFacilities({ summary }: Dossier): LimitFacts[] {
  const closed = summary.totals.facilities_not_serving;
  const unknown = Math.max(0, ...summary.coverage.map(({ places }) => places?.capacity_unknown ?? 0));
  return [
    ...say(
      'not_serving',
      closed,
      `${figure(closed, 'count')} 处设施按其状态（停用、规划、在建等）未计入。`,
      `${things(closed, 'facility', 'facilities')} were left out by their status (closed, planned, being built and the like).`
    ),
    ...say(
      'no_capacity',
      unknown,
      `${figure(unknown, 'count')} 处设施没有填写床位或容量，按容量测算时未计入。`,
      `${things(unknown, 'facility', 'facilities')} do not say what they hold and were left out where capacity counts.`
    )
  ];
}

/**
 * The rule it concerns most (a measure of the user's own where it concerns none), each by its own group alone (the next one where that group is not
 * known), where the end of the data concerns a hundredth of all people or more; and each other measure for which sites are proposed.
 */
function ofEdges(
  { summary }: Dossier,
  { measures, rules, sitings, links }: Omit<Facts, 'limits'>
): LimitFacts[] {
  const ids = new Set(rules.map(({ id }) => id));
  const seen = new Set<string>();
  const hit = summary.edge_effect.flatMap(({ standard, group, may_gain: gain, may_lose: lose }) => {
    const measure = measures.find((each) => each.id === standard && each.group === group);
    if (!measure || measure.counts !== 'people' || seen.has(standard)) return [];
    if (Number.isNaN(measure.total)) return [];
    seen.add(standard);
    return gain >= measure.total / 100 && gain >= 0.5 ? [{ measure, gain, lose }] : [];
  });
  const isRule = ({ measure }: (typeof hit)[number]) => Number(ids.has(measure.id));
  const worst = hit.sort((a, b) => isRule(b) - isRule(a) || b.gain - a.gain)[0];
  if (!worst) return [];
  const { measure, gain, lose } = worst;
  const proposed = new Set([
    ...sitings.filter(({ sites }) => sites.length > 0).map(({ standard }) => standard),
    ...links.map(({ standard }) => standard)
  ]);
  const others = hit.filter((each) => each !== worst && proposed.has(each.measure.id));
  return [
    ...say(
      'edge',
      gain,
      `路网和设施数据到研究范围边缘为止（边缘效应）。影响最大的是“${measure.title.zh}”（${measure.groupName.zh}）：未覆盖的有 ${figure(gain, 'people')} 人也许够得着范围以外的道路或设施${lose >= 0.5 ? `，已覆盖的有 ${figure(lose, 'people')} 人受边缘数据影响` : ''}。`,
      `Data of roads and facilities ends at the edge of the study (edge effect). It concerns “${measure.title.en}” (${measure.groupName.en}) most: ${figure(gain, 'people')} people of those not covered may reach roads or facilities beyond${lose >= 0.5 ? `, and ${figure(lose, 'people')} people of those covered rest on data at the edge` : ''}.`
    ),
    ...others.flatMap((each) =>
      say(
        'edge_proposed',
        each.gain,
        `选址或打通通道所依据的“${each.measure.title.zh}”（${each.measure.groupName.zh}）：未覆盖的有 ${figure(each.gain, 'people')} 人也许够得着范围以外的道路或设施；定点以前请补齐边缘以外的数据。`,
        `“${each.measure.title.en}” (${each.measure.groupName.en}), for which sites or links are proposed: ${figure(each.gain, 'people')} people of those not covered may reach roads or facilities beyond the study: complete the data there before a site is decided.`
      )
    )
  ];
}

function ofInputs({ quality }: Omit<Facts, 'limits'>): LimitFacts[] {
  const { rejected, rows, repaired } = quality;
  return [
    ...say(
      'rejected',
      rejected,
      `输入数据 ${figure(rows, 'count')} 行中有 ${figure(rejected, 'count')} 行未接收，不在结果中。`,
      `${figure(rejected, 'count')} of ${things(rows, 'row')} of the inputs were rejected and are not in the results.`
    ),
    ...say(
      'repaired',
      repaired,
      `输入数据有 ${figure(repaired, 'count')} 处由程序修正，清单见附录，请核对。`,
      `${things(repaired, 'value')} of the inputs ${repaired === 1 ? 'was' : 'were'} mended by the program: check the list in the appendix.`
    )
  ];
}

function ofRules({ rules, compliance }: Omit<Facts, 'limits'>): LimitFacts[] {
  const changed = rules.filter(({ isChanged }) => isChanged);
  const unverified = rules.filter(({ isVerified }) => !isVerified);
  const lacking = new Map(
    compliance.rules.filter(({ noData }) => noData > 0).map(({ id, title }) => [id, title])
  );
  const titles = (list: { title: Said }[]) =>
    list.map(({ title: { zh, en } }) => ({ zh: `“${zh}”`, en: `“${en}”` }));
  const noData = list(titles([...lacking.values()].map((title) => ({ title }))), '条标准');
  return [
    ...say(
      'no_data',
      compliance.noData,
      `${figure(compliance.noData, 'count')} 项评价因数据不足没有结论，涉及${noData.zh}；没有结论不等于达标。`,
      `${things(compliance.noData, 'assessment')} ${compliance.noData === 1 ? 'has' : 'have'} no verdict for want of data, by ${noData.en}; no verdict does not mean met.`
    ),
    ...say(
      'changed_rules',
      changed.length,
      `${list(titles(changed), '条标准').zh}已由用户修改，与来源文件不同。`,
      `${list(titles(changed), '').en}: changed by the user, and not as the source has it.`
    ),
    ...say(
      'unverified_rules',
      unverified.length,
      `${list(titles(unverified), '条标准').zh}的阈值未在可靠来源中见到，引用前请核实。`,
      `${list(titles(unverified), '').en}: the threshold was not seen in a reliable source; check it before it is quoted.`
    )
  ];
}
