import { fillRule } from './fill-rule.ts';
import { parseJson } from './json-fault.ts';
import { isBuiltIn, PROFILES } from './packs.ts';
import { parsePack } from './schema.ts';
import type { Standard } from './standard.ts';

/** A pack of the user's own. */
export interface Pack {
  name: string;
  title_zh: string;
  title_en: string;
  /** Names of packs whose rules of the same id its rules stand in the place of. */
  overrides: string[];
  rules: Standard[];
}

/** Highest version of the pack file that this program reads. */
const VERSION = 1;

/**
 * A pack of the user's own from the text of its file (`{"yike_pack": 1, "name", "title_zh", "title_en", "overrides", "rules"}`).
 * Its rules are of the pack whatever `profile` they carry, and what `fillRule` knows they need not say. Throws an Error that says in
 * Chinese and English what is wrong: which rule, which field, what is expected.
 */
export function parsePackFile(text: string): Pack {
  const file = readObject(text);
  const version = file.yike_pack;
  if (version === undefined)
    throw say(
      '这不是标准包：缺少 "yike_pack": 1；标准包形如 {"yike_pack": 1, "name": "…", "rules": […]}',
      'this is no standards pack: "yike_pack": 1 is missing; a pack is {"yike_pack": 1, "name": "…", "rules": […]}'
    );
  if (version !== VERSION)
    throw say(
      `标准包是第 ${String(version)} 版，本程序只读第 ${VERSION} 版；请更新一刻圈后再打开`,
      `the pack is version ${String(version)}, this program reads ${VERSION}; update Yike and open it again`
    );
  const unknown = Object.keys(file).find((key) => !FIELDS.has(key));
  if (unknown !== undefined)
    throw say(
      `标准包里的“${unknown}”不是认识的字段；请核对拼写，或删去它`,
      `"${unknown}" of the pack is not a known field; check its spelling, or remove it`
    );
  const name = readName(file.name);
  const { rules } = file;
  return {
    name,
    title_zh: typeof file.title_zh === 'string' && file.title_zh !== '' ? file.title_zh : name,
    title_en: typeof file.title_en === 'string' && file.title_en !== '' ? file.title_en : name,
    overrides: readOverrides(file.overrides),
    rules: parsePack(name, Array.isArray(rules) ? rules.map((rule) => fillRule(rule, name)) : rules)
  };
}

const FIELDS = new Set(['yike_pack', 'name', 'title_zh', 'title_en', 'overrides', 'rules']);

/** The text of a pack file, which `parsePackFile` reads again; rules are written as they stand, without their pack and what they were. */
export function writePackFile(pack: Pack): string {
  const rules = pack.rules.map(({ profile: _profile, was: _was, ...rule }) => rule);
  return `${JSON.stringify({ yike_pack: VERSION, ...pack, rules }, null, 2)}\n`;
}

/** Rules of any packs as a pack of the user's own that stands in their place, to be edited. */
export function packOf(name: string, rules: Standard[]): Pack {
  const overrides = [...new Set(rules.map(({ profile }) => profile))].filter((profile) => profile !== name);
  return { name, title_zh: name, title_en: name, overrides, rules };
}

function readObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    const [zh, en = zh] = (error instanceof Error ? error.message : String(error)).split(' · ');
    throw say(`标准包不是有效的 JSON：${zh}`, `the pack is not JSON: ${en}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw say('标准包应为一个对象（{…}）', 'the pack must be an object ({…})');
  return value as Record<string, unknown>;
}

function readName(name: unknown): string {
  if (typeof name !== 'string' || !/^[\p{L}\p{N}_-]+$/u.test(name))
    throw say(
      '标准包要有名称 name，只用字母、数字、汉字、- 和 _',
      'the pack needs a name of letters, digits, - and _ alone'
    );
  if (isBuiltIn(name))
    throw say(
      `“${name}”是自带标准包的名称；请换一个，要替换它的规则请写 "overrides": ["${name}"]`,
      `"${name}" is a pack of the program: take another name; to replace its rules write "overrides": ["${name}"]`
    );
  return name;
}

function readOverrides(overrides: unknown): string[] {
  if (overrides === undefined) return [];
  if (!Array.isArray(overrides) || !overrides.every((each) => typeof each === 'string'))
    throw say(
      `overrides 应为标准包名称的列表，如 ["tianjin"]；自带的有：${PROFILES.join('、')}`,
      `overrides must be a list of names of packs, such as ["tianjin"]; the program has ${PROFILES.join(', ')}`
    );
  return overrides;
}

function say(zh: string, en: string): Error {
  return new Error(`${zh} · ${en}`);
}
