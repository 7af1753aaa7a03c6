/** Whether a facility of this status serves people: `unknown` words count as serving, and the import asks to check them. */
export type Service = 'serving' | 'not_serving' | 'unknown';

/** Parts of a status that mean: not now. Closed, paused, or not there yet; never what only says so of a negation (未停用). */
const NOT_SERVING = [
  /(?<![未没沒无無非不]有?)(?:停[用业業办辦运運止课課诊診开開产產建工牌]|暂停|暫停|[关關][闭閉停张張门門]|歇业|歇業|打烊|倒[闭閉])/,
  /(?<![未没沒无無非不]有?)(?:撤[销銷并併除点點]|拆|[注註][销銷]|吊[销銷]|[废廢][弃棄止]|作[废廢]|取消|[闲閒空]置|装修|裝修|修[缮繕]|[维維]修)/,
  /[规規][划劃]|[计計][划劃]|(?<![现現])在建|[新改扩擴][建造]中|建[设設]中|施工|[拟擬]|[筹籌]|立[项項]|[预預]留|未?[动動]工|[开開]工/,
  /待(?:建|[启啟]|[开開]|投|[运運]|[营營]|交付|用)|即[将將]/,
  /[未不].{0,4}(?:[启啟]用|[运運][营營行转轉]|[开開][放业業办辦]|[营營][业業运運]|投[入用产產]|使用|在用|建[成设設]?|完工|竣工|服[务務]|交付)/,
  /^(?:否|[关關]|停|已停)$/,
  /\b(?:clos(?:ed|ure)|shut(?: ?down)?|disused|abandoned|demolished|razed|removed|defunct|decommissioned|cancel+ed|vacant|unused)\b/,
  /\b(?:plan|planned|planning|proposed|future|upcoming|construction|reconstruction|unbuilt|renovation|under renovation)\b/,
  /\b(?:suspended|paused|inactive|unopened|temporarily unavailable|out of (?:service|use|order)|discontinued|ceased)\b/,
  /\b(?:not|non|never|no longer) ?(?:yet )?(?:in (?:use|service|operation)|open|opened|operat\w+|active|built|running|used|working)\b/,
  /^(?:no|n|false)$/
];

/** Parts of a status that mean: in service. */
const SERVING = [
  /(?<![未不非])(?:正常|[运運][营營行转轉]|[营營][业業运運]|[开開][放业業办辦]|在[用营營业業办辦册冊]|使用|[启啟]用|投[用入产產]|建成|已建|[现現][状狀有]|存[续續]|有效|良好|完好)/,
  /^(?:是|[开開])$/,
  /\b(?:open|opened|active|operat\w+|in (?:use|service|operation)|running|existing|functional|functioning|normal|current|working|built|completed)\b/,
  /^(?:yes|y|true)$/
];

/**
 * What a facility's status says, by the words it contains, in whatever form they are written (停用（2023）, `under
 * construction`). A word that says it does not serve outweighs one that says it does (停止运营). No status is serving.
 */
export function readService(status: string | null): Service {
  const plain = (status ?? '')
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  // 停 用: spaces mean nothing between Chinese letters.
  const text = plain.replace(/(?<=[\u4E00-\u9FFF]) (?=[\u4E00-\u9FFF])/g, '');
  if (text === '') return 'serving';
  if (NOT_SERVING.some((pattern) => pattern.test(text))) return 'not_serving';
  return SERVING.some((pattern) => pattern.test(text)) ? 'serving' : 'unknown';
}
