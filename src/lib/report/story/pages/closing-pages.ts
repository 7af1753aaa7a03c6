import { figure } from '../../figures.ts';
import { profileWords } from '../../words.ts';
import type { StoryPage } from '../story.ts';
import { shortName, type Teller } from '../teller.ts';

const MOST_RULES = 8;
const MOST_INPUTS = 12;

/** Verdicts by rule, those that most units miss first; nothing where nothing was judged. */
export function compliancePage({ facts, say, said }: Teller): StoryPage | null {
  const { met, notMet, noData, rules } = facts.compliance;
  const judged = rules.filter((rule) => rule.met + rule.notMet > 0);
  if (judged.length === 0) return null;
  const shown = judged
    .map((rule, at) => ({ rule, at }))
    .sort((a, b) => b.rule.notMet - a.rule.notMet || a.at - b.at)
    .slice(0, MOST_RULES)
    .map(({ rule }) => rule);
  const left = judged.length - shown.length;
  return {
    id: 'compliance',
    kind: 'table',
    title: say(
      `对照标准：达标 ${figure(met, 'count')} 项，未达标 ${figure(notMet, 'count')} 项`,
      `Against the standards: ${figure(met, 'count')} met, ${figure(notMet, 'count')} not met`
    ),
    text: [
      noData > 0
        ? say(
            `缺数据、无法判断 ${figure(noData, 'count')} 项`,
            `${figure(noData, 'count')} lack the data to judge`
          )
        : '',
      left > 0
        ? say(
            `其余 ${figure(left, 'count')} 条见台账`,
            `${figure(left, 'count')} more rules are in the workbook`
          )
        : ''
    ]
      .filter(Boolean)
      .join('\n'),
    table: {
      head: [
        say('标准', 'Rule'),
        say('达标', 'Met'),
        say('未达标', 'Not met'),
        say('缺数据', 'No data'),
        say('达标率', 'Share met')
      ],
      rows: shown.map((rule) => [
        said(rule.title),
        figure(rule.met, 'count'),
        figure(rule.notMet, 'count'),
        figure(rule.noData, 'count'),
        figure(rule.shareMet, 'share')
      ])
    },
    source: say('一个单元对一条标准计一项', 'One unit by one rule counts as one')
  };
}

/** As many limits stand on a page. */
const MOST_LIMITS = 7;

/** What must be known of the figures. */
export function limitsPage({ facts, say, said }: Teller): StoryPage | null {
  const { limits } = facts;
  if (limits.length === 0) return null;
  // The last says that nothing was checked on site: it is never the one that is left out.
  const told =
    limits.length <= MOST_LIMITS ? limits : [...limits.slice(0, MOST_LIMITS - 1), ...limits.slice(-1)];
  const left = figure(limits.length - told.length, 'count');
  const more =
    limits.length > told.length
      ? [say(`另有 ${left} 条，见报告。`, `${left} more are in the document.`)]
      : [];
  return {
    id: 'limits',
    kind: 'text',
    title: say('使用这些数字时须知', 'What to know of these figures'),
    text: [...told.map(said), ...more].join('\n'),
    source: say(
      `输入 ${figure(facts.quality.files, 'count')} 个文件，采用 ${figure(facts.quality.accepted, 'count')} 行，修正 ${figure(facts.quality.repaired, 'count')} 处，拒收 ${figure(facts.quality.rejected, 'count')} 行`,
      `${figure(facts.quality.files, 'count')} files: ${figure(facts.quality.accepted, 'count')} rows taken, ${figure(facts.quality.repaired, 'count')} repairs, ${figure(facts.quality.rejected, 'count')} rows refused`
    )
  };
}

/** From what all this was worked out, so that it can be repeated: inputs with their hashes, parameters, version. */
export function endPage({ facts, say, said }: Teller): StoryPage {
  const { options, methods } = facts;
  const inputs = facts.inputs
    .slice(0, MOST_INPUTS)
    .map((input) => [
      say('输入', 'Input'),
      `${shortName(input.file, 40)}${input.sha256 ? `  SHA-256 ${input.sha256}` : ''}`
    ]);
  const left = facts.inputs.length - inputs.length;
  return {
    id: 'end',
    kind: 'end',
    title: say('出处：由这些数据与参数得出', 'Made from these data and settings'),
    text:
      left > 0
        ? say(
            `其余 ${figure(left, 'count')} 个输入文件见台账`,
            `${figure(left, 'count')} more inputs are in the workbook`
          )
        : '',
    table: {
      head: [say('项目', 'Item'), say('内容', 'Value')],
      rows: [
        [say('研究', 'Study'), shortName(facts.title, 60)],
        [
          say('方案', 'Scenario'),
          facts.scenario.edits > 0 || facts.scenario.name !== ''
            ? say(
                `${shortName(facts.scenario.name, 40) || '未命名'}（改动 ${figure(facts.scenario.edits, 'count')} 处）`,
                `${shortName(facts.scenario.name, 40) || 'unnamed'} (${figure(facts.scenario.edits, 'count')} changes)`
              )
            : say('现状，无改动', 'As it stands')
        ],
        [say('日期', 'Date'), options.date],
        [say('编制单位', 'Prepared by'), shortName(options.author, 60) || '—'],
        [say('软件', 'Software'), `${say('一刻圈', 'Yike')} ${options.version}`],
        [
          say('标准', 'Standards'),
          facts.profiles.map((profile) => said(profileWords(profile))).join(say('、', ', '))
        ],
        [
          say('参数', 'Settings'),
          [
            methods.isNetwork
              ? say('沿步行路网', 'by the walking network')
              : say('直线距离', 'straight line'),
            `${said(methods.walker)} ${figure(methods.speedMps, 'number')} m/s`,
            said(methods.population)
          ].join(say('；', '; '))
        ],
        ...inputs
      ]
    },
    source:
      options.mapNumber === ''
        ? ''
        : say(`审图号：${options.mapNumber}`, `Map approval: ${options.mapNumber}`)
  };
}
