import { addAccessOptions } from './access-options.ts';
import { addSiteOptions } from './site-options.ts';
import { Command, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { LAYERS } from '../lib/import/report.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';
import {
  parseList,
  parseNumber,
  parseNumbers,
  parsePairs,
  parsePosition,
  parseWhole
} from './parse-options.ts';

/**
 * The program with all its commands. Each command is imported when it runs, so that help and start cost nothing that
 * is not needed. Wrong usage throws (see `explainUsage`).
 */
export function buildProgram(terminal: Terminal): Command {
  const t = (zh: string, en: string) => terminal.text({ zh, en });
  const program = new Command('yike')
    .description(
      t('一刻圈：十五分钟生活圈的覆盖、缺口与选址', 'Yike: coverage, gaps and siting of the 15-minute circle')
    )
    .version(manifest.version, '-V, --version', t('显示版本', 'show the version'))
    .helpOption('-h, --help', t('显示帮助', 'show help'))
    .helpCommand('help [command]', t('显示某个命令的帮助', 'show the help of a command'))
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => (terminal.language === 'zh' ? (TITLES[title] ?? title) : title)
    });

  const add = (name: string, zh: string, en: string) =>
    program
      .command(name)
      .description(t(zh, en))
      .helpOption('-h, --help', t('显示帮助', 'show help'))
      .option(
        '--json',
        t('摘要以一个 JSON 对象写到标准输出', 'the summary as one JSON object on standard output')
      )
      .addOption(new Option('--lang <zh|en>', t('提示语言', 'language of messages')).choices(['zh', 'en']));
  const network: [string, string] = [
    '--network <F>',
    t(
      '路网：.osm、.osm.pbf、线图层（.geojson、.shp、.gpkg 等）或保存的路网（.graph）',
      'the network: .osm, .osm.pbf, lines (.geojson, .shp, .gpkg …) or a saved graph (.graph)'
    )
  ];
  const walker: [string, string, string] = [
    '--walker <W>',
    t(
      '步行人群代码，如 older_adult：决定步速，以及台阶、陡坡能不能走',
      'who walks: code of a population group, e.g. older_adult; decides the speed, and whether steps and steep ways are walked'
    ),
    'all'
  ];
  const limit = t(
    '最远多少米（含两端接入）；路网有坡度、过街等资料时，按该人群同样时间在平路上走的米数算',
    'no farther than so many metres (both joins counted); where the network has slopes or crossings, metres walked on the level in the same time'
  );
  const out = (zh: string, en: string): [string, string] => ['--out <F>', t(zh, en)];

  add('import', '把一个文件读成一个经过检查的图层', 'read one file into one checked layer')
    .argument(
      '<file>',
      t(
        '.xlsx、.csv（.gz）、.shp、.zip、.geojson、.gpkg、.kml、.kmz、.gpx、.fgb、.parquet、.topojson、.dxf、.osm、.osm.pbf，或装着它们的文件夹',
        '.xlsx, .csv (.gz), .shp, .zip, .geojson, .gpkg, .kml, .kmz, .gpx, .fgb, .parquet, .topojson, .dxf, .osm, .osm.pbf, or a folder of these'
      )
    )
    .addOption(
      new Option('--as <layer>', t('读成哪个图层', 'the layer it becomes'))
        .choices(LAYERS)
        .makeOptionMandatory()
    )
    .option(
      '--map <field=column,…>',
      t('字段与列的对应', 'which column is which field'),
      parsePairs('--map', true)
    )
    .option(
      '--crs <crs>',
      t(
        'auto、wgs84、gcj02、bd09、bd09mc、EPSG:n 或 PROJ 定义（+proj=…）',
        'auto, wgs84, gcj02, bd09, bd09mc, EPSG:n or a PROJ string (+proj=…)'
      ),
      'auto'
    )
    .option('--encoding <name>', t('auto 或编码名', 'auto or the name of an encoding'), 'auto')
    .option(
      '--layer <name>',
      t('文件里有多个图层、工作表或文件时，读哪个', 'which layer, sheet or file, where there are several')
    )
    .option(
      '--answer <key=value,…>',
      t('对所提问题的答复', 'answers to the questions it asks'),
      parsePairs('--answer')
    )
    .option(
      '--against <F,…>',
      t('已知坐标系的其他图层，用来核对坐标偏移', 'other layers to check its coordinates against'),
      parseList
    )
    .option(
      '--rejected <F>',
      t(
        '没有收下的行写到这里（.csv），改好后可再导入',
        'write the rows not accepted here (.csv), to be mended'
      )
    )
    .option(
      '--same <name=name,…>',
      t('同一单元的两种写法', 'two spellings of one unit'),
      parsePairs('--same')
    )
    .option(
      '--categories <word=code,…>',
      t('设施类别词与代码的对应', 'category words and their codes'),
      parsePairs('--categories', true)
    )
    .option(
      ...out(
        '读好的图层写到这里（.csv、.geojson、.parquet）',
        'write the layer here (.csv, .geojson, .parquet)'
      )
    )
    .action(async (file, options) => (await import('./import.ts')).runImport(file, options, terminal));

  add('network', '建立步行路网并给出数字', 'build the walking graph and give its figures')
    .argument(
      '<file>',
      t(
        '.osm、.osm.pbf、线图层（.geojson、.shp、.gpkg 等）或保存的路网（.graph）',
        '.osm, .osm.pbf, lines (.geojson, .shp, .gpkg …) or a saved graph (.graph)'
      )
    )
    .option(
      ...out(
        '数字写到这里（.json），或路段写成图层（.geojson），或保存建好的路网（.graph），供 --network 直接读取',
        'write the figures here (.json), the edges as a layer (.geojson), or the graph itself (.graph), which --network reads'
      )
    )
    .option(
      '--check',
      t(
        '断头路检查：断头路离别的路不到 10 米、相交而未相接、成片不连',
        'look for dead ends under 10 m from a way, crossings without a vertex, pieces apart'
      )
    )
    .option(
      '--breaks <F>',
      t('疑似漏接的地方写到这里（.csv、.geojson）', 'write the list of probable breaks here (.csv, .geojson)')
    )
    .action(async (file, options) => (await import('./network.ts')).runNetwork(file, options, terminal));

  add('route', '两点之间的一次步行', 'one walk between two positions')
    .requiredOption(...network)
    .requiredOption('--from <lon,lat>', t('起点（WGS84）', 'start (WGS84)'), parsePosition('--from'))
    .requiredOption('--to <lon,lat>', t('终点（WGS84）', 'end (WGS84)'), parsePosition('--to'))
    .option(...walker)
    .option(...out('路线写到这里（.geojson）', 'write the line here (.geojson)'))
    .action(async (options) => (await import('./route.ts')).runRoute(options, terminal));

  add('nearest', '每个 A 点最近的 k 个 B 点', 'the k nearest B of each A')
    .requiredOption(...network)
    .requiredOption(
      '--from <A>',
      t(
        '点表（.csv、.xlsx、.parquet、.geojson、.shp 等）：id（或 fac_id 等）、lon、lat',
        'point table (.csv, .xlsx, .parquet, .geojson, .shp …): id (or fac_id …), lon, lat'
      )
    )
    .requiredOption('--to <B>', t('点表，同上', 'point table, as above'))
    .option('--k <N>', t('每个 A 取几个', 'how many of each A'), parseWhole('--k', 1), 1)
    .option('--limit <M>', limit, parseNumber('--limit'))
    .option(...walker)
    .option(...out('结果写到这里（.csv、.parquet）', 'write the result here (.csv, .parquet)'))
    .action(async (options) => (await import('./nearest.ts')).runNearest(options, terminal));

  add('matrix', '限值内 A、B 两两之间的距离', 'distances of all pairs of A and B within a limit')
    .requiredOption(...network)
    .requiredOption(
      '--from <A>',
      t('点表：id（或 fac_id 等）、lon、lat', 'point table: id (or fac_id …), lon, lat')
    )
    .requiredOption('--to <B>', t('点表，同上', 'point table, as above'))
    .requiredOption('--limit <M>', limit, parseNumber('--limit'))
    .option(...walker)
    .option(...out('结果写到这里（.csv、.parquet）', 'write the result here (.csv, .parquet)'))
    .action(async (options) => (await import('./matrix.ts')).runMatrix(options, terminal));

  add(
    'isochrone',
    '一个或多个点在若干分钟内的步行服务范围',
    'what can be walked to from points within minutes'
  )
    .requiredOption(...network)
    .option('--at <lon,lat>', t('一个位置（WGS84）', 'a position (WGS84)'), parsePosition('--at'))
    .option('--from <A>', t('点表：id（或 fac_id 等）、lon、lat', 'point table: id (or fac_id …), lon, lat'))
    .requiredOption(
      '--minutes <N,…>',
      t('分钟，如 5,10,15', 'minutes, e.g. 5,10,15'),
      parseNumbers('--minutes')
    )
    .option(...walker)
    .option('--merge', t('所有点合成一个范围', 'one area of all points together'))
    .option(...out('服务范围写到这里（.geojson、.parquet）', 'write the areas here (.geojson, .parquet)'))
    .action(async (options) => (await import('./isochrone.ts')).runIsochrone(options, terminal));

  addAccessOptions(
    add(
      'access',
      '每个需求点的可达性，以及是否均衡',
      'accessibility of each demand, and how unevenly it is shared'
    ),
    t
  )
    .option(...out('id,value 写到这里（.csv、.parquet）', 'write id,value here (.csv, .parquet)'))
    .action(async (options) => (await import('./access.ts')).runAccess(options, terminal));

  addSiteOptions(
    add(
      'site',
      '在候选点中选址，并证明离最优多远',
      'choose sites among candidates, and prove how good they are'
    ),
    t
  )
    .option(...out('选中的点写到这里（.csv、.parquet）', 'write the sites here (.csv, .parquet)'))
    .action(async (options) => (await import('./site.ts')).runSite(options, terminal));

  add(
    'analyze',
    '算完一项研究：覆盖、缺口、达标、选址',
    'work out a whole study: coverage, gaps, compliance, siting'
  )
    .argument('<study>', t('研究文件（.json）', 'study file (.json)'))
    .requiredOption('--out <DIR>', t('结果文件夹', 'folder of the results'))
    .option('--scenario <F>', t('方案文件（.json）', 'scenario file (.json)'))
    .action(async (file, options) => (await import('./analyze.ts')).runAnalyze(file, options, terminal));

  add(
    'report',
    '把分析结果写成报告：Word、Excel、幻灯片、网页、图幅、图层',
    'write an analysed study as documents, map sheets and layers'
  )
    .argument('<dir>', t('analyze 写出的结果文件夹', 'the folder that analyze wrote'))
    .requiredOption('--out <DIR>', t('成果文件夹', 'folder of the files'))
    .option(
      '--format <F,…>',
      t(
        'docx、xlsx、pptx、html、pdf、png（图幅）、csv、geojson、gpkg、shp、kml、parquet（图层）',
        'docx, xlsx, pptx, html, pdf, png (map sheets), csv, geojson, gpkg, shp, kml, parquet (layers)'
      ),
      parseList,
      ['docx', 'xlsx', 'pptx', 'html']
    )
    .option(
      '--date <YYYY-MM-DD>',
      t(
        '报告日期，默认今天；日期相同，文件逐字节相同',
        'day of the report, today unless given; the same day gives the same bytes'
      )
    )
    .option('--author <NAME>', t('编制单位', 'who made it'), '')
    .option(
      '--map-number <NO>',
      t('审图号（有才填，不会自动编造）', 'number of the map approval, if there is one'),
      ''
    )
    .option('--public', t('不印“内部资料 不得公开”', 'without the mark "internal, not to be published"'))
    .option('--paper <A4|A3>', t('图幅纸张', 'paper of map sheets'))
    .option('--orientation <landscape|portrait>', t('横版或竖版', 'lie of map sheets'))
    .option(
      '--maps <M,…>',
      t(
        '图幅内容：share（覆盖率）、uncovered（缺口）、facilities、sites（选址）、pair（前后对比）',
        'what sheets show: share, uncovered, facilities, sites, pair (before and after)'
      )
    )
    .option(
      '--measures <ID,…>',
      t('按哪些标准（编号，或“编号/人群”）画', 'by which standards (ids, or id/group)')
    )
    .option(
      '--atlas <subdistrict|community>',
      t('图集：每个街道或社区一幅', 'an atlas: a sheet for each subdistrict or community')
    )
    .addOption(
      new Option('--crs <crs>', t('图层坐标系', 'coordinate system of layers'))
        .choices(['wgs84', 'cgcs2000', 'gcj02'])
        .default('wgs84')
    )
    .addOption(
      new Option('--encoding <name>', t('Shapefile 文字编码', 'encoding of shapefiles'))
        .choices(['utf8', 'gb18030'])
        .default('utf8')
    )
    .action(async (dir, options) => (await import('./report.ts')).runReport(dir, options, terminal));

  add('standards', '在用的标准及其出处', 'the rules in force, with citations')
    .option('--profile <P,…>', t('标准包', 'packs'), parseList, ['national', 'seed-generic'])
    .option(
      '--pack <FILE>',
      t('自己的标准包（.json），可重复', 'a pack of your own (.json), repeatable'),
      (path: string, paths: string[]) => [...paths, path],
      [] as string[]
    )
    .option('--all', t('未核实的规则也列出', 'unverified rules too'))
    .option('--export', t('写成可修改、可再读入的标准包', 'as a pack file to edit and read again'))
    .option('--tasks', t('改写任务台账模板', 'the task ledger to begin with, instead'))
    .option(
      ...out(
        '表写到这里（.csv、.parquet；--export 时为 .json）',
        'write the table here (.csv, .parquet; .json with --export)'
      )
    )
    .action(async (options) => (await import('./standards.ts')).runStandards(options, terminal));

  add('serve', '在本机提供已构建的应用', 'serve the built app on this machine')
    .option(
      '--port <N>',
      t('端口；0 由系统挑选', 'port; 0 lets the system choose'),
      parseWhole('--port', 0, 65535)
    )
    .option('--host <name>', t('监听地址', 'address to listen on'), '127.0.0.1')
    .option('--open', t('在浏览器里打开', 'open it in the browser'))
    .option('--app <DIR>', t('应用所在文件夹', 'folder of the app'))
    .action(async (options) => (await import('./serve.ts')).runServe(options, terminal));

  add('sample', '生成示例城镇（虚构）及其研究文件', 'make the sample town (made up) with its study file')
    .option('--seed <N>', t('随机种子', 'seed'), parseWhole('--seed', 0), 1)
    .addOption(new Option('--size <size>', t('规模', 'size')).choices(['town', 'city']).default('town'))
    .requiredOption('--out <DIR>', t('写到这个文件夹', 'write into this folder'))
    .action(async (options) => (await import('./sample.ts')).runSample(options, terminal));

  return program;
}

/** Headings of commander's help, in Chinese. */
const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：'
};

/** What commander threw as words and exit code (0 for help and version), null where it is not about usage. */
export function explainUsage(error: unknown): { words: Words; exitCode: 0 | 2 } | null {
  if (!(error instanceof CommanderError)) return null;
  // `help` without a command throws what `--help` throws; a bare `yike` shows the help as an error.
  if (error.code === 'commander.help') return { words: BARE, exitCode: 2 };
  if (error.exitCode === 0) return { words: { zh: '', en: '' }, exitCode: 0 };
  const message = error.message.replace(/^error: /, '');
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const said = CAUSES[error.code] ?? '命令用法不对';
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1];
  const zh = choices
    ? `${quoted} 的值不对，可选：${choices.replaceAll(', ', '、')}`
    : `${said}${quoted && ` ${quoted}`}`;
  return {
    words: { zh: `${zh}。用 yike --help 查看用法`, en: `${message.replace(/\.$/, '')}. See yike --help` },
    exitCode: 2
  };
}

const BARE: Words = { zh: '请给出一个命令', en: 'give a command' };

const CAUSES: Record<string, string> = {
  'commander.unknownCommand': '没有这个命令：',
  'commander.unknownOption': '没有这个选项：',
  'commander.missingArgument': '缺少参数：',
  'commander.optionMissingArgument': '选项缺少值：',
  'commander.missingMandatoryOptionValue': '缺少必需的选项：',
  'commander.invalidArgument': '选项的值不对：',
  'commander.excessArguments': '参数太多'
};
