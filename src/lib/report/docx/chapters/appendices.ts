import type { MeasureFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { levelWords, profileWords, ruleKindWords } from '../../words.ts';
import { table, text, type Block } from '../blocks.ts';
import { measureName, type Speaker } from '../speaker.ts';

/** Units, and mended or rejected rows, that are listed; the workbook has all. */
const UNITS = 200;
const ROWS = 60;
/** Measures side by side on a page on its side. */
const ABREAST = 4;

const title = (words: string): Block => ({ block: 'heading', level: 1, text: words, mark: 'appendix' });
const right = (head: string, share: number) => ({ head, share, align: 'right' as const });

/** All that the report rests on; units and rules on pages on their side, for their tables are wide. */
export function tellAppendices(speaker: Speaker): Block[] {
  return [
    { block: 'turn', isLandscape: true },
    ...tellUnits(speaker),
    ...tellRules(speaker),
    { block: 'turn', isLandscape: false },
    ...tellMended(speaker),
    ...tellVersion(speaker)
  ];
}

/** Units × measures. */
function tellUnits(speaker: Speaker): Block[] {
  const { facts, say } = speaker;
  const measures = facts.measures.filter(({ units, total }) => units.length > 0 && !Number.isNaN(total));
  if (measures.length === 0) return [];
  const [first] = measures;
  const isCut = first.units.length > UNITS;
  const worst = isCut
    ? [...first.units].sort((a, b) => (b.uncovered || 0) - (a.uncovered || 0)).slice(0, UNITS)
    : first.units;
  const codes = worst.map(({ level, code }) => `${level}\n${code}`);
  const tables = Math.ceil(measures.length / ABREAST);
  const each = Math.ceil(measures.length / tables);
  const groups = Array.from({ length: tables }, (_, at) => measures.slice(at * each, (at + 1) * each));
  return [
    title(say('各单元覆盖情况', 'Coverage by unit')),
    text(
      isCut
        ? say(
            `共${figure(first.units.length, 'count')}个单元，此处列“${measureName(speaker, first)}”未覆盖最多的${figure(UNITS, 'count')}个，全部见台账工作簿。`,
            `Of ${figure(first.units.length, 'count')} units, the ${figure(UNITS, 'count')} with most out of reach by ${measureName(speaker, first)}; the workbook has all.`
          )
        : say(
            `全部${figure(first.units.length, 'count')}个单元的覆盖情况如下。`,
            `All ${figure(first.units.length, 'count')} units.`
          )
    ),
    ...groups.flatMap((group, at) => tableOfUnits(speaker, group, codes, at))
  ];
}

function tableOfUnits(speaker: Speaker, group: MeasureFacts[], codes: string[], at: number): Block[] {
  const { say, name, isChinese } = speaker;
  const rows = group.map(
    (measure) => new Map(measure.units.map((unit) => [`${unit.level}\n${unit.code}`, unit]))
  );
  const all = new Map(rows.flatMap((each) => [...each]));
  return table({
    id: `units:${at}`,
    caption: say(
      `各单元步行覆盖率与未覆盖人数${at > 0 ? `（续${at}）` : ''}`,
      `Share covered and number not covered by unit${at > 0 ? ` (${at + 1})` : ''}`
    ),
    columns: [
      { head: say('单元', 'Unit'), share: 22, align: 'left' },
      { head: say('层级', 'Level'), share: isChinese ? 13 : 17, align: 'left' },
      ...group.flatMap((measure) => [
        right(`${measureName(speaker, measure)}${say(' 覆盖率', ': share')}`, 16),
        right(say('未覆盖', 'Not covered'), 9)
      ])
    ],
    rows: codes.map((code) => [
      all.get(code)?.name ?? '',
      name(levelWords(code.split('\n')[0])),
      ...rows.flatMap((each) => [
        figure(each.get(code)?.share, 'share'),
        figure(each.get(code)?.uncovered, 'people')
      ])
    ])
  });
}

function tellRules({ facts, say, name }: Speaker): Block[] {
  const head = title(say('标准与算法', 'Rules and how they are worked out'));
  if (facts.rules.length === 0) return [head, text(say('没有启用标准。', 'No rule was in force.'))];
  return [
    head,
    ...table({
      id: 'rules',
      caption: say('标准条文、阈值与算法', 'Rules, thresholds and methods'),
      columns: [
        { head: say('编号与名称', 'Rule'), share: 18, align: 'left' },
        { head: say('来源与类别', 'Pack and kind'), share: 11, align: 'left' },
        { head: say('阈值', 'Threshold'), share: 11, align: 'left' },
        { head: say('算法', 'How it is worked out'), share: 30, align: 'left' },
        { head: say('依据', 'Source'), share: 30, align: 'left' }
      ],
      rows: facts.rules.map((rule) => [
        `${rule.id} ${name(rule.title)}`,
        [
          rule.profile === '' ? '' : name(profileWords(rule.profile)),
          rule.kind === '' ? '' : name(ruleKindWords(rule.kind))
        ]
          .filter((each) => each !== '')
          .join(say('；', '; ')),
        `${rule.threshold} ${rule.threshold === '' ? '' : rule.unitOfValue}`.trim() || say('无', 'none'),
        name(rule.computed),
        `${name(rule.citation)}${rule.isChanged ? say('（已修改）', ' (changed)') : ''}${rule.isUsed ? '' : say('（本次未用到）', ' (not used here)')}`
      ])
    })
  ];
}

/** What the program mended, and which rows it could not take. */
function tellMended({ facts, say }: Speaker): Block[] {
  const mended = facts.inputs.flatMap(({ file, repaired }) => repaired.map((each) => ({ file, ...each })));
  const refused = facts.inputs.flatMap(({ file, rejected }) => rejected.map((each) => ({ file, ...each })));
  const count = (value: number) => figure(value, 'count');
  const note = (shown: number, all: number) =>
    all > shown
      ? say(
          `共${count(all)}条，此处列前${count(shown)}条，全部见台账工作簿。`,
          `The first ${count(shown)} of ${count(all)}; the workbook has more.`
        )
      : '';
  const where = [
    { head: say('文件', 'File'), share: 24, align: 'left' as const },
    right(say('行', 'Row'), 9),
    { head: say('字段', 'Field'), share: 17, align: 'left' as const }
  ];
  return [
    title(say('数据修正与未接收清单', 'Mended and rejected data')),
    text(
      facts.quality.repaired + facts.quality.rejected === 0
        ? say('输入数据没有修正，也没有未接收的行。', 'Nothing was mended, and no row was rejected.')
        : say(
            `程序修正${count(facts.quality.repaired)}处，未接收${count(facts.quality.rejected)}行，请逐条核对。`,
            `${count(facts.quality.repaired)} values were mended and ${count(facts.quality.rejected)} rows rejected: please check them.`
          )
    ),
    ...table({
      id: 'mended',
      caption: say('程序修正的数据', 'Mended by the program'),
      columns: [
        ...where,
        { head: say('原值', 'Was'), share: 25, align: 'left' },
        { head: say('改为', 'Now'), share: 25, align: 'left' }
      ],
      rows: mended
        .slice(0, ROWS)
        .map(({ file, row, field, was, now }) => [
          file,
          count(row),
          field,
          clip(was),
          now === '' ? say('（空）', '(empty)') : clip(now)
        ]),
      note: note(Math.min(ROWS, mended.length), facts.quality.repaired)
    }),
    ...table({
      id: 'refused',
      caption: say('未接收的数据', 'Rejected'),
      columns: [...where, { head: say('原因', 'Why'), share: 50, align: 'left' }],
      rows: refused
        .slice(0, ROWS)
        .map(({ file, row, field, reason }) => [file, count(row), field, clip(reason)]),
      note: note(Math.min(ROWS, refused.length), facts.quality.rejected)
    })
  ];
}

/** A value of any length in a cell. */
const clip = (value: string): string => (value.length > 120 ? `${value.slice(0, 119)}…` : value);

/** What is needed to repeat it. */
function tellVersion(speaker: Speaker): Block[] {
  const { facts, say, name, isChinese } = speaker;
  const { options, methods } = facts;
  const rows: string[][] = [
    [say('研究名称', 'Study'), facts.title],
    [
      say('方案', 'Scenario'),
      facts.scenario.name === '' ? say('现状', 'the present state') : facts.scenario.name
    ],
    [say('报告日期', 'Date'), options.date],
    [say('软件版本', 'Version'), say(`一刻圈 ${options.version}`, `Yike ${options.version}`)],
    [say('标准包', 'Packs'), speaker.list(facts.profiles.map((each) => name(profileWords(each))))],
    [say('人口落点', 'Places of people'), name(methods.population)],
    [
      say('距离', 'Distance'),
      methods.isNetwork ? say('步行路网', 'walking network') : say('直线×1.3', 'straight line × 1.3')
    ],
    ...facts.measures.map((measure) => [
      measureName(speaker, measure),
      [
        say(`上限${figure(measure.limitM, 'metres')}米`, `limit ${figure(measure.limitM, 'metres')} m`),
        ...(measure.population.code === methods.population.code
          ? []
          : [`${say('人口', 'people ')}${name(measure.population)}`]),
        ...(Number.isFinite(measure.speedMps)
          ? [
              say(
                `步速${figure(measure.speedMps, 'number')}米/秒`,
                `${figure(measure.speedMps, 'number')} m/s`
              )
            ]
          : []),
        ...(measure.categories.length > 0
          ? [`${say('设施：', 'facilities: ')}${speaker.list(measure.categories.map(name))}`]
          : [])
      ].join(isChinese ? '；' : '; ')
    ])
  ];
  return [
    title(say('参数、版本与输入校验码', 'Parameters, version and hashes of the inputs')),
    text(
      say(
        '用同样的输入文件（校验码一致）、参数和版本可得到同样的结果。',
        'The same inputs (by their hashes), parameters and version give the same results.'
      )
    ),
    ...table({
      id: 'parameters',
      caption: say('参数与版本', 'Parameters and version'),
      columns: [
        { head: say('项目', 'What'), share: 32, align: 'left' },
        { head: say('内容', 'Value'), share: 68, align: 'left' }
      ],
      rows
    }),
    ...table({
      id: 'hashes',
      caption: say('输入文件校验码（SHA-256）', 'Hashes of the inputs (SHA-256)'),
      columns: [
        { head: say('文件', 'File'), share: 32, align: 'left' },
        { head: 'SHA-256', share: 68, align: 'left' }
      ],
      rows: facts.inputs.map(({ file, sha256 }) => [file, sha256 ?? say('未记录', 'not kept')])
    })
  ];
}
