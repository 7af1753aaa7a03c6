import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;

/** A package of the lockfile that the rules judge. */
export interface Package {
  /** Its place in the lockfile, `node_modules/…`. */
  place: string;
  name: string;
  version: string;
  licence: string;
  /** Only used to build and test, and so never handed on. */
  isTool: boolean;
}

/** Licences whose code may be handed on inside an MIT product. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BSL-1.0',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Zlib',
  'Python-2.0',
  // The Eclipse Distribution License is the three-clause BSD text.
  'EDL-1.0'
]);

/** Licences that tools may have besides: their code is run, never handed on. */
const allowedForTools = new Set([...allowed, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0']);

/** Packages that must not come in, by whatever way, and why. */
const forbidden: Record<string, string> = {
  xlsx: 'frozen on npm with prototype pollution (CVE-2023-30533)',
  exceljs: 'open CVEs, no release since 2023, inflates zip bombs',
  glpk: 'GPL',
  'glpk.js': 'GPL',
  'glpk-wasm': 'GPL',
  'gdal3.js': 'LGPL, 11 MB',
  geoparquet: 'deprecated into hyparquet'
};

/** What a package says wrongly or not at all, and the text in it that says it. */
const readByHand: Record<string, { licence: string; proof: RegExp; file: string }> = {
  'arc@0.2.0': { licence: 'BSD-2-Clause', proof: /Redistributions in binary form/, file: 'LICENSE.md' },
  'json-bignum@0.0.3': {
    licence: 'MIT',
    proof: /Permission is hereby granted, free of charge/,
    file: 'LICENSE'
  },
  'splaytree-ts@1.0.2': { licence: 'BSD-3-Clause', proof: /^BSD 3-Clause License/, file: 'LICENSE' }
};

/** Packages among the tools whose code nevertheless ends up in the built app. */
const toolsHandedOn = new Set(['svelte', '@sveltejs/kit', '@lucide/svelte', 'esm-env', 'clsx', 'devalue']);

interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
}

/** All packages of the lockfile with the licence of each, `''` when none is known. */
export function readPackages(): Package[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return Object.entries(lock.packages)
    .filter(([place, entry]) => place !== '' && !entry.link)
    .map(([place, entry]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const isTool = entry.dev === true && !toolsHandedOn.has(name);
      return { place, name, version: entry.version, licence: licenceOf(place, name, entry), isTool };
    });
}

function licenceOf(place: string, name: string, entry: LockedPackage): string {
  const known = readByHand[`${name}@${entry.version}`];
  if (!known) return entry.license ?? '';
  const file = join(root, place, known.file);
  return existsSync(file) && known.proof.test(readFileSync(file, 'utf8')) ? known.licence : '';
}

/** A sentence for each package that may not be here. */
export function judgePackages(packages: Package[]): string[] {
  return packages.flatMap(({ name, version, licence, isTool }) => {
    if (name in forbidden) return [`${name}@${version} is forbidden: ${forbidden[name]}`];
    const list = isTool ? allowedForTools : allowed;
    if (isAllowed(licence, list)) return [];
    return [`${name}@${version}: expected a licence that allows MIT distribution, got ${licence || 'none'}`];
  });
}

/** SPDX in the forms that packages use: `A`, `A OR B` (one must do), `A AND B` (all must). */
function isAllowed(licence: string, list: Set<string>): boolean {
  const bare = licence.replace(/[()]/g, '');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((part) => list.has(part.trim())));
}

/** The licence text that a package carries, or its name alone when it carries none. */
function licenceText({ place, licence }: Package): string {
  const folder = join(root, place);
  const file = existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .find((name) => /^(licen[sc]e|copying)/i.test(name))
    : null;
  return file ? readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim() : `${licence} licence`;
}

/** The texts of everything that the built app hands on, equal texts once, with the packages that each covers. */
export function writeNotices(): string {
  const byText = new Map<string, string[]>();
  for (const found of readPackages().filter((each) => !each.isTool && existsSync(join(root, each.place)))) {
    const text = licenceText(found);
    byText.set(text, [...(byText.get(text) ?? []), `${found.name} ${found.version}`]);
  }
  const line = '-'.repeat(78);
  return [...byText]
    .map(([text, names]) => `${line}\n${names.sort().join('\n')}\n\n${text}\n`)
    .sort()
    .join('\n');
}
