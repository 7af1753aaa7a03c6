import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackages } from '../licences.ts';

/**
 * CycloneDX 1.5 (JSON) of the packages at `places` of the lockfile: name, version, licence, address in the registry and
 * the checksum of what was installed. Has neither a time nor a serial number: the same parts give the same bytes.
 */
export function writeBillOfMaterials(root: string, places: readonly string[], version: string): string {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  const packages = readPackages().filter(({ place }) => places.includes(place));
  const unknown = places.filter((place) => !packages.some((each) => each.place === place));
  if (unknown.length > 0) throw new Error(`expected packages of the lockfile, got ${unknown.join(', ')}`);
  const components = packages
    .map(({ place, name, version, licence }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      const [, sha512] = /^sha512-(.+)$/.exec(lock.packages[place].integrity ?? '') ?? [];
      return {
        type: 'library',
        'bom-ref': `${purl}#${place}`,
        name,
        version,
        licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
        purl,
        ...(sha512 && {
          hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }]
        })
      };
    })
    .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'yike', version, licenses: [{ license: { id: 'MIT' } }] }
    },
    components
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
