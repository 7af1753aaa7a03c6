import type { MeasureFacts, RuleFacts } from '../../facts.ts';
import { keyFindings } from '../../findings.ts';
import { figure } from '../../figures.ts';
import { layerWords, levelWords, profileWords } from '../../words.ts';
import { heading, table, text, type Block } from '../blocks.ts';
import type { Speaker } from '../speaker.ts';

/** As many rules are told one by one in the text; all stand in the appendix. */
const RULES_TOLD = 12;

/** The key messages, before all else. */
export function tellFindings({ facts, say, name }: Speaker): Block[] {
  const told = keyFindings(facts);
  if (told.length === 0) return [];
  return [
    { block: 'heading', level: 1, text: say('主要结论', 'Key messages'), mark: 'none' },
    ...told.map((finding, place) => text(`${place + 1}. ${name(finding)}`))
  ];
}

/** Why the work was done, and the standards it goes by. */
export function tellPurpose(speaker: Speaker): Block[] {
  const { facts, say, list, name } = speaker;
  const used = facts.rules.filter(({ isUsed }) => isUsed);
  const profiles = list(facts.profiles.map((profile) => name(profileWords(profile))));
  return [
    heading(1, say('目的与依据', 'Purpose and basis')),
    heading(2, say('目的', 'Purpose')),
    text(
      say(
        `为摸清${facts.title}社区服务设施的覆盖现状，找准居民步行够不着的地方和原因，为新建、迁建、扩容设施和打通步行堵点提供依据，编制本报告。`,
        `This report shows who in ${facts.title} reaches community services on foot and who does not, and why; it is a basis for decisions on new, moved and enlarged facilities and on new walking links.`
      ),
      ...(facts.scenario.name === ''
        ? []
        : [
            say(
              `本报告按方案“${facts.scenario.name}”测算，该方案对现状作了${figure(facts.scenario.edits, 'count')}处改动。`,
              ` It shows the scenario “${facts.scenario.name}”, which changes the present state in ${figure(facts.scenario.edits, 'count')} places.`
            )
          ])
    ),
    heading(2, say('依据', 'Basis')),
    ...(used.length === 0
      ? [
          text(
            say(
              '本次评估没有启用标准条文，只按给定的步行上限测算覆盖。',
              'No rule of a standard was in force: coverage was measured by the walking limits given.'
            )
          )
        ]
      : [
          text(
            say(
              `评估采用${profiles}标准包中的${figure(used.length, 'count')}条标准，${used.length > RULES_TOLD ? `前${figure(RULES_TOLD, 'count')}条如下，` : '如下；'}全部条文和算法见`,
              `${figure(used.length, 'count')} rules of the packs ${profiles} were used. ${used.length > RULES_TOLD ? `The first ${figure(RULES_TOLD, 'count')} are listed here; all` : 'They are listed here; they'} stand with their methods in `
            ),
            { to: 'rules' },
            say('。', '.')
          ),
          ...used.slice(0, RULES_TOLD).map((rule, place) => text(tellRule(speaker, rule, place + 1)))
        ])
  ];
}

function tellRule({ say, name }: Speaker, rule: RuleFacts, place: number): string {
  const asked = rule.threshold === '' ? '' : `${rule.threshold} ${rule.unitOfValue}`.trim();
  const doubts = [
    ...(rule.isChanged ? [say('阈值已由用户修改', 'threshold changed by the user')] : []),
    ...(rule.isVerified ? [] : [say('阈值未在可靠来源中见到', 'threshold not seen in a reliable source')])
  ];
  const doubt = doubts.length === 0 ? '' : say(`（${doubts.join('，')}）`, ` (${doubts.join('; ')})`);
  const source = name(rule.citation);
  return say(
    `${place}. ${rule.title.zh}${asked === '' ? '' : `：${asked}`}。${source === '' ? '' : `依据：${source}。`}${doubt}`,
    `${place}. ${rule.title.en}${asked === '' ? '' : `: ${asked}`}.${source === '' ? '' : ` Source: ${source}.`}${doubt}`
  );
}

/** What came in, and how good it was. */
export function tellData(speaker: Speaker): Block[] {
  const { facts, say, name, list } = speaker;
  const { quality, totals, inputs } = facts;
  const count = (value: number) => figure(value, 'count');
  const upper = totals.upper.map(({ level, count: many }) =>
    say(`${name(levelWords(level))}${count(many)}个`, `${count(many)} × ${name(levelWords(level))}`)
  );
  const people = totals.people[0];
  return [
    heading(1, say('数据与质量', 'Data and its quality')),
    heading(2, say('评估范围', 'What was studied')),
    text(
      say(
        `评估范围包括${list([...upper, `社区（村）${count(totals.communities)}个`])}${people ? `，${people.name.zh}${figure(people.count, 'people')}人` : ''}，设施${count(totals.facilities)}处`,
        `The study has ${list([...upper, `${count(totals.communities)} ${totals.communities === 1 ? 'community' : 'communities'}`])}${people ? `, ${figure(people.count, 'people')} ${people.name.en}` : ''}, ${count(totals.facilities)} ${totals.facilities === 1 ? 'facility' : 'facilities'}`
      ),
      totals.networkM > 0
        ? say(
            `，步行路网${figure(totals.networkM, 'kilometres')}公里，居民点${count(totals.demandPoints)}个。`,
            `, ${figure(totals.networkM, 'kilometres')} km of walking network and ${count(totals.demandPoints)} places where people live.`
          )
        : say(
            `，居民点${count(totals.demandPoints)}个，没有步行路网数据。`,
            ` and ${count(totals.demandPoints)} places where people live; there is no walking network.`
          )
    ),
    heading(2, say('数据来源与接收情况', 'Sources')),
    ...(inputs.length === 0
      ? [text(say('本次分析没有留下输入文件的接收记录。', 'No record of the input files was kept.'))]
      : [
          text(
            say(
              `共导入${count(quality.files)}个文件、${count(quality.rows)}行，接收${count(quality.accepted)}行，程序修正${count(quality.repaired)}处，未接收${count(quality.rejected)}行，分文件情况见`,
              `${count(quality.files)} files with ${count(quality.rows)} rows came in: ${count(quality.accepted)} rows were accepted, ${count(quality.repaired)} values mended by the program, ${count(quality.rejected)} rows rejected; by file in `
            ),
            { to: 'inputs' },
            quality.repaired + quality.rejected > 0
              ? say('，修正和未接收的清单见附录。', ', one by one in the appendix.')
              : say('。', '.')
          ),
          ...tableOfInputs(speaker)
        ])
  ];
}

function tableOfInputs({ facts, say, name }: Speaker): Block[] {
  const number = (head: string, share: number) => ({ head, share, align: 'right' as const });
  const count = (value: number) => figure(value, 'count');
  return table({
    id: 'inputs',
    caption: say('输入文件接收情况', 'Input files'),
    columns: [
      { head: say('文件', 'File'), share: 34, align: 'left' },
      { head: say('内容', 'What it is'), share: 18, align: 'left' },
      number(say('行数', 'Rows'), 12),
      number(say('接收（行）', 'Accepted'), 12),
      number(say('修正（处）', 'Mended'), 12),
      number(say('未接收（行）', 'Rejected'), 12)
    ],
    rows: facts.inputs.map((each) => [
      each.file,
      name(layerWords(each.layer)),
      count(each.rows),
      count(each.accepted),
      count(each.cut?.repaired ?? each.repaired.length),
      count(each.cut?.rejected ?? each.rejected.length)
    ])
  });
}

/** How a walk's limit is said: `15 分钟（720 米）`. */
export function limitWords({ say }: Speaker, { limitM, limitS }: MeasureFacts): string {
  const metres = figure(limitM, 'metres');
  if (!Number.isFinite(limitS)) return say(`${metres}米`, `${metres} m`);
  const minutes = figure(limitS / 60, 'minutes');
  return say(`${minutes}分钟（${metres}米）`, `${minutes} minutes (${metres} m)`);
}

/** The method in plain words; of what was not done nothing is told. */
export function tellMethod(speaker: Speaker): Block[] {
  const { facts, say, name } = speaker;
  const { methods } = facts;
  return [
    heading(1, say('评估方法', 'Method')),
    heading(2, say('人口落点', 'Where people live')),
    text(
      say(
        `人口${name(methods.population)}，每个点代表住在那里的人数；各社区各类人口的合计与填报数一致。`,
        `People were ${name(methods.population)}; each point stands for those who live there, and the sums of each community are those given.`
      )
    ),
    heading(2, say('步行可达', 'Walks')),
    text(
      methods.isNetwork
        ? say(
            '从每个居民点沿步行路网走到最近的设施，走的是实际道路，围墙、铁路、河道须绕行；路程不超过上限的居民计为覆盖。',
            'From each point the walk to the nearest facility goes along the walking network, round walls, railways and rivers. Who needs no more than the limit is covered.'
          )
        : say(
            '没有步行路网数据，步行距离按直线距离的1.3倍估算；不超过上限的居民计为覆盖。',
            'There is no walking network: a walk is taken as 1.3 times the straight line. Who needs no more than the limit is covered.'
          ),
      tellSpeeds(speaker)
    ),
    heading(2, say('缺口与原因', 'Gaps and their causes')),
    text(
      say(
        '未覆盖的居民为缺口，按原因分为五类：附近没有设施、设施偏远、直线不远但须绕行、设施已满、未接入路网。各社区按未覆盖人数及其超出上限的路程排出先后。',
        'Those not covered are the gap, by five causes: no facility near, facility too far, near but by a detour, facility full, not on the network. Communities are ranked by the people out of reach and by how far beyond the limit they walk.'
      )
    ),
    ...tellVerdictsAndSiting(speaker)
  ];
}

function tellSpeeds({ facts, say, list, name }: Speaker): string {
  const speeds = new Map<string, number>();
  for (const { groupName, speedMps, limitS } of facts.measures)
    if (Number.isFinite(limitS)) speeds.set(name(groupName), speedMps);
  if (speeds.size === 0) return '';
  const each = [...speeds].map(([group, speed]) =>
    say(`${group}每秒${figure(speed, 'number')}米`, `${group} ${figure(speed, 'number')} m/s`)
  );
  return say(`步行速度取${list(each)}。`, ` Walking speeds: ${list(each)}.`);
}

function tellVerdictsAndSiting({ facts, say }: Speaker): Block[] {
  const { met, notMet, noData, notApplicable, reported } = facts.compliance;
  const isJudged = met + notMet + noData + notApplicable + reported > 0;
  return [
    ...(isJudged
      ? [
          heading(2, say('达标评价', 'Verdicts')),
          text(
            say(
              '逐条标准、逐个单元比对阈值，结论分为达标、未达标、数据不足、不适用；没有阈值的标准仅报告数值，不作结论。',
              'Each unit is compared with the threshold of each rule: met, not met, no data, or not applicable. A rule without a threshold gives a figure and no verdict.'
            )
          )
        ]
      : []),
    ...(facts.sitings.length > 0
      ? [
          heading(2, say('选址', 'Siting')),
          text(
            say(
              '在候选点中按给定的处数、预算或目标，用整数规划求新覆盖人数最多（或处数最少、路程最短）的组合，同时求出理论上限；两者相等即证明没有更好的组合。',
              'Among the candidates an integer programme finds the set that covers most people (or needs fewest sites, or the shortest walks) for the number, budget or target given, and a bound that no set can beat: where both are equal, the set is proven best.'
            )
          )
        ]
      : [])
  ];
}
