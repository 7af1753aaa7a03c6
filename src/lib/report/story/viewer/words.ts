const WORDS = {
  previous: ['上一页', 'Previous page'],
  next: ['下一页', 'Next page'],
  pages: ['页', 'Pages'],
  page: ['第 {n} 页，共 {of} 页', 'Page {n} of {of}'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  reset: ['回到全图', 'Show all'],
  map: ['地图', 'Map'],
  before: ['之前', 'Before'],
  after: ['之后', 'After'],
  divider: ['之前与之后的分界', 'Divider between before and after'],
  share: ['覆盖率', 'Share'],
  outOfReach: ['未覆盖', 'Out of reach'],
  people: ['人', 'people'],
  squareMetres: ['平方米', 'm²'],
  unknown: ['数据不足', 'Not known'],
  internal: ['内部资料 不得公开', 'Internal: not for publication'],
  keys: [
    '← → 翻页 · F 全屏 · 地图：拖动、滚轮或 ＋ － 0',
    '← → turn pages · F full screen · map: drag, wheel or + − 0'
  ]
} as const satisfies Record<string, readonly [zh: string, en: string]>;

/** Words of an exported page in its language. */
export type SayOfPage = (key: keyof typeof WORDS, values?: Record<string, string | number>) => string;

/** Says the words in one language. */
export function pageWords(language: 'zh' | 'en'): SayOfPage {
  const at = language === 'zh' ? 0 : 1;
  return (key, values = {}) =>
    WORDS[key][at].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
