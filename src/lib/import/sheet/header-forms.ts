import { isCounter, plainName } from '../fields.ts';
import type { ReasonCode } from '../reasons.ts';

/** A name that a header may stand for, and how sure that is. */
export interface HeaderForm {
  plain: string;
  why: ReasonCode;
  /** 0…1. */
  confidence: number;
}

/** A child that means "all of the parent": 常住人口/合计. */
const ALL = /^(合计|小计|总计|总数|计|总人数|人数|数量|总量|total|sum|all)$/;
/** A child or parent that means a part of the people: it is never taken for the whole. */
const PART = /^(男|女|男性|女性|其中.*|male|female|m|f)$/;
/** A parent that makes its children a part of the people. */
const SOME = /户籍|流动|外来|非户籍|男|女/;
/** When people were counted, where no year says that another column has another: 年末常住人口. */
const AT_END = /^[年期季月][末底终]/;
const NUMBERED = /^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[a-z][.、])/i;
const UNIT = /(?:万人|万户|万元|人|户|亩|公顷|平方米|平方|平米|m2|㎡|元|张|个|名|处|层|套)$/;

/**
 * What a header may be called: itself; of `父/子` the child, or the parent where the child says "total"; without a unit
 * or a number at either end. Parts of a total (男, 女, 其中…) stand for themselves only.
 */
export function formsOf(header: string): HeaderForm[] {
  const forms: HeaderForm[] = [{ plain: plainName(header), why: 'why_synonym', confidence: 0.95 }];
  const parts = header
    .split(/[/／]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1) {
    const [child, parent] = [parts.at(-1)!, parts.at(-2)!];
    if (parts.some((part) => PART.test(plainName(part)))) return forms;
    if (ALL.test(plainName(child)))
      forms.push({ plain: plainName(parent), why: 'why_total', confidence: 0.9 });
    else {
      const some = parts.slice(0, -1).some((part) => SOME.test(part));
      forms.push({ plain: plainName(child), why: 'why_child', confidence: some ? 0.4 : 0.86 });
    }
  }
  for (const { plain, why, confidence } of [...forms])
    if (AT_END.test(plain))
      forms.push({ plain: plain.replace(AT_END, ''), why, confidence: confidence - 0.05 });
  for (const { plain, why, confidence } of [...forms]) {
    const bare = plain.replace(UNIT, '');
    if (bare !== plain && bare.length > 1)
      forms.push({
        plain: bare,
        why: why === 'why_synonym' ? 'why_unit' : why,
        confidence: confidence - 0.05
      });
  }
  const unnumbered = header.trim().replace(NUMBERED, '');
  if (unnumbered !== header.trim() && unnumbered !== '')
    forms.push({ plain: plainName(unnumbered), why: 'why_synonym', confidence: 0.9 });
  const suffixed = /^(.*[^\d_])_\d{1,2}$/.exec(header.trim());
  // id_2 is another table's id, not this one's.
  if (suffixed && !isCounter(suffixed[1]))
    forms.push({ plain: plainName(suffixed[1]), why: 'why_suffix', confidence: 0.62 });
  return forms.filter(({ plain }) => plain !== '');
}

/**
 * Whether a header may be a longer name cut at the ten bytes that a DBF has for it: ten ASCII letters, three Chinese
 * characters in UTF-8 or five in GBK.
 */
export function mayBeCut(header: string): boolean {
  const wide = [...header].filter((letter) => letter > '\u007F').length;
  const narrow = header.length - wide;
  const near = (bytes: number, step: number): boolean => bytes <= 10 && bytes + step > 10;
  return wide === 0 ? narrow === 10 : near(narrow + 3 * wide, 3) || near(narrow + 2 * wide, 2);
}
