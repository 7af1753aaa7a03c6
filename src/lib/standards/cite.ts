import type { Citation, Standard } from './standard.ts';

const EVIDENCE: Record<Citation['evidence'], { zh: string; en: string }> = {
  seed: { zh: '政策文本', en: 'policy text' },
  page: { zh: '发布方页面', en: "publisher's page" },
  'page-secondary': { zh: '转载', en: 'reprint' },
  'page-mirror': { zh: '仅见镜像', en: 'seen on a mirror only' },
  own: { zh: '本单位文件', en: "a document of one's own" },
  none: { zh: '未见来源', en: 'source not seen' }
};

/** What a citation says of a rule that is no longer as its sources have it. */
const CHANGED = { zh: '已由用户修改', en: 'changed by the user' };

/**
 * What a rule rests on, one sentence a language, its sources in the order of the catalogue: document, clause where
 * known, quote, and in brackets how well the source was seen. A rule without a source says so, and so does one that the user
 * changed: its sources are those of what it was.
 */
export function cite(standard: Standard): { zh: string; en: string } {
  const said = citeSources(standard);
  if (standard.was === undefined) return said;
  return { zh: `${said.zh}（${CHANGED.zh}）`, en: `${said.en} (${CHANGED.en})` };
}

/** Document and clause of each source, in the one form that tables have in every language; '' where there is none. */
export function citeShortly({ sources, was }: Standard): string {
  const each = sources.map(({ doc, clause, evidence }) => {
    const source = clause ? `${doc} ${clause}` : doc;
    return evidence === 'none' ? `${source}（${EVIDENCE.none.zh} · ${EVIDENCE.none.en}）` : source;
  });
  return `${each.join('；')}${was === undefined ? '' : `（${CHANGED.zh} · ${CHANGED.en}）`}`;
}

function citeSources(standard: Standard): { zh: string; en: string } {
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
