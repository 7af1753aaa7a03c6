import { strFromU8, strToU8 } from 'fflate';
import { below, pick, type Chance, type Mutation } from './chance.ts';

/** A text changed at one of the places where `pattern` fits; throws where there is none. */
function atOne(
  bytes: Uint8Array,
  random: Chance,
  pattern: RegExp,
  change: (found: RegExpMatchArray) => string
): Uint8Array {
  const value = strFromU8(bytes);
  const places = [...value.matchAll(pattern)];
  if (places.length === 0) throw new Error(`expected ${pattern}, found none`);
  const found = pick(random, places);
  const before = value.slice(0, found.index);
  return strToU8(before + change(found) + value.slice(found.index + found[0].length));
}

const ODD_XML = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '<a>',
  ']]>',
  '&#0;',
  '<!-- ',
  '</sheetData>',
  ' r="XFD1048576"',
  '<![CDATA[<x>]]>',
  '<?x y?>'
];
const VALUES = [
  '',
  '-1',
  '0',
  '99999999999',
  '1e999',
  'NaN',
  '__proto__',
  '&lt;b&gt;',
  '无',
  '１２',
  '&#x10FFFF;',
  'A1:XFD9'
];

/** What may happen to an XML file that stays XML. */
export const XML: Record<string, Mutation> = {
  'xml odd': (bytes, random) => {
    const value = strFromU8(bytes);
    const at = below(random, value.length);
    return strToU8(value.slice(0, at) + pick(random, ODD_XML) + value.slice(at));
  },
  'element twice': (bytes, random) =>
    atOne(
      bytes,
      random,
      /<([\w:]+)(?=[\s>])[^<>]*>[^<]*<\/\1>|<[\w:]+[^<>]*\/>/g,
      ([whole]) => whole + whole
    ),
  'element gone': (bytes, random) =>
    atOne(bytes, random, /<([\w:]+)(?=[\s>])[^<>]*>[^<]*<\/\1>|<[\w:]+[^<>]*\/>/g, () => ''),
  'attribute odd': (bytes, random) =>
    atOne(bytes, random, /( [\w:]+=)"[^"<]*"/g, ([, name]) => `${name}"${pick(random, VALUES)}"`),
  'attribute gone': (bytes, random) => atOne(bytes, random, / [\w:]+="[^"<]*"/g, () => ''),
  'content odd': (bytes, random) => atOne(bytes, random, />[^<>]+</g, () => `>${pick(random, VALUES)}<`),
  'content long': (bytes, random) =>
    atOne(bytes, random, />([^<>]+)</g, ([, inner]) => `>${inner.repeat(1 + below(random, 2000))}<`),
  'tag renamed': (bytes, random) =>
    atOne(bytes, random, /<([\w:]+)((?=[\s>])[^<>]*)>([^<]*)<\/\1>/g, ([, , rest, inner]) => {
      const name = pick(random, [
        'a',
        'Point',
        'coordinates',
        'name',
        'c',
        'v',
        'si',
        'row',
        'tag',
        'nd',
        'wpt'
      ]);
      return `<${name}${rest}>${inner}</${name}>`;
    })
};

/** What may happen to a part of a workbook that stays one. */
export const SHEET: Record<string, Mutation> = {
  'cell type': (bytes, random) =>
    atOne(
      bytes,
      random,
      /(<c [^<>]*?)( t="\w+")?(?=[ />])/g,
      ([, cell]) => `${cell} t="${pick(random, ['s', 'n', 'b', 'e', 'd', 'str', 'inlineStr', 'x'])}"`
    ),
  'cell moved': (bytes, random) =>
    atOne(
      bytes,
      random,
      /(<c r=)"[A-Z]+\d+"/g,
      ([, cell]) => `${cell}"${pick(random, ['A1', 'D2', 'XFD1048576', 'AAAA1', 'A0', '1A', 'B99'])}"`
    ),
  'row moved': (bytes, random) =>
    atOne(
      bytes,
      random,
      /(<row r=)"\d+"/g,
      ([, row]) => `${row}"${pick(random, [0, 1, 2, 5, 99, 1048576, 1e9])}"`
    ),
  'cells merged': (bytes, random) =>
    atOne(bytes, random, /<mergeCell ref="[^"]*"\/>/g, ([whole]) => {
      const ref = pick(random, ['A1:D4', 'B5:B7', 'A1:XFD1048576', 'D4:A1', 'A5:D6', 'A1', 'x', 'A4:D4']);
      return `${whole}<mergeCell ref="${ref}"/>`;
    }),
  'a formula': (bytes, random) =>
    atOne(bytes, random, /<v>/g, () =>
      pick(random, ['<f>SUM(A1)</f><v>', '<f>1+1</f><x>', '<f/><v>', '<v>#'])
    )
};
