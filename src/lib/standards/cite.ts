import type { Citation, Standard } from './standard.ts';

const EVIDENCE: Record<Citation['evidence'], { zh: string; en: string }> = {
  seed: { zh: '政策文本', en: 'policy text' },
  page: { zh: '发布方页面', en: "publisher's page" },
  'page-secondary': { zh: '转载', en: 'reprint' },
  'page-mirror': { zh: '仅见镜像', en: 'seen on a mirror only' },
  none: { zh: '未见来源', en: 'source not seen' }
};

/**
 * What a rule rests on, one sentence a language, its sources in the order of the catalogue: document, clause where
 * known, quote, and in brackets how well the source was seen. A rule without a source says so.
 */
export function cite(standard: Standard): { zh: string; en: string } {
  if (standard.sources.length === 0) return { zh: '未注明来源', en: 'no source given' };
  const each = (language: 'zh' | 'en') =>
    standard.sources.map((source) => {
      const clause = source.clause === null ? '' : ` ${source.clause}`;
      const quote =
        source.quote === null ? '' : language === 'zh' ? `：“${source.quote}”` : `: “${source.quote}”`;
      const evidence = EVIDENCE[source.evidence][language];
      return language === 'zh'
        ? `${source.doc}${clause}${quote}（${evidence}）`
        : `${source.doc}${clause}${quote} (${evidence})`;
    });
  return { zh: each('zh').join('；'), en: each('en').join('; ') };
}
