import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleViewer } from '../../../src/cli/bundle.mjs';
import type { Dossier } from '../../../src/lib/report/dossier.ts';
import { prepareMap } from '../../../src/lib/report/maps/prepare-map.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { makeStory } from '../../../src/lib/report/story/make-story.ts';
import { lightenRings } from '../../../src/lib/report/story/packed/lighten-rings.ts';
import { packGround } from '../../../src/lib/report/story/packed/pack-ground.ts';
import type { PackedGround } from '../../../src/lib/report/story/packed/packed-ground.ts';
import { unpackGround } from '../../../src/lib/report/story/packed/unpack-ground.ts';
import { writeStoryPage } from '../../../src/lib/report/story/write-story-page.ts';
import { hostileDossier, madeDossier, OPTIONS, townDossier } from '../dossiers.ts';

const viewer: string = await bundleViewer();

function pageOf(dossier: Dossier, code = viewer): { html: string; bytes: Uint8Array } {
  const facts = readFacts(dossier, OPTIONS);
  const bytes = writeStoryPage(makeStory(facts), dossier, facts, code);
  return { html: new TextDecoder().decode(bytes), bytes };
}

describe('the page of a story', () => {
  it('is one small file, the same for the same study, whose policy fits what is in it', async () => {
    const { html, bytes } = pageOf(await townDossier());
    expect(bytes.length).toBeLessThan(1e6);
    expect(Buffer.compare(bytes, pageOf(await townDossier()).bytes)).toBe(0);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)![1];
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)![1];
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`script-src ${hashOf(script)}`);
    expect(policy).toContain(`style-src ${hashOf(/<style>([\s\S]*?)<\/style>/.exec(html)![1])}`);
    expect(html).not.toMatch(/(src|href)=|@import|url\(/);
  });

  it('lets no name out of its data', () => {
    const dossier = hostileDossier();
    const { html } = pageOf(dossier, 'const a="</script><!--";');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html).not.toContain('alert(1)</script>');
    const json = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(html)![1];
    expect(json).not.toContain('<');
    expect(JSON.parse(json).story.pages.length).toBeGreaterThan(5);
    expect(html).toContain('const a="\\x3c/script>\\x3c!--";');
  });

  it('of 3,000 units is less than 8 MB', () => {
    expect(pageOf(madeDossier({ communities: 3000, sites: 20 })).bytes.length).toBeLessThan(8e6);
  });
});

describe('packed ground', () => {
  it('comes back with the figures of the facts and outlines within half a step', async () => {
    const dossier = await townDossier();
    const ground = prepareMap(dossier, readFacts(dossier, OPTIONS));
    const packed = packGround(ground, new Set(['ELD-COV-15/older_adult']));
    const back = unpackGround(JSON.parse(JSON.stringify(packed)) as PackedGround);
    const [was, is] = [ground, back].map((one) => one.measures.get('ELD-COV-15/older_adult')!);
    for (const name of ['share', 'covered', 'total', 'uncovered', 'shareAfter', 'coveredAfter'] as const)
      expect(is.units.map((unit) => unit![name])).toEqual(was.units.map((unit) => unit![name]));
    expect(is.sites).toEqual(was.sites);
    expect(is.facilities.length).toBe(was.facilities.length);
    expect(is.dots()!.x.length).toBe(was.dots()!.x.length);
    expect(back.communities.name).toEqual(ground.communities.name);
    ground.communities.bounds.forEach((value, i) =>
      expect(Math.abs(back.communities.bounds[i] - value)).toBeLessThanOrEqual(2 * packed.stepM)
    );
  });

  it('simplifies a border that two outlines share to one line', () => {
    // Two squares side by side, a wiggling border between them that one walks up and the other down.
    const border = Array.from({ length: 41 }, (_, i): [number, number] => [100 + 3 * Math.sin(i), 2.5 * i]);
    const left: [number, number][] = [[0, 0], ...border, [0, 100], [0, 0]];
    const right: [number, number][] = [[200, 100], ...border.toReversed(), [200, 0], [200, 100]];
    const all = [...left, ...right];
    const [light] = lightenRings(
      [
        {
          x: Float64Array.from(all, ([x]) => x),
          y: Float64Array.from(all, ([, y]) => y),
          ringFirst: Uint32Array.of(0, left.length, all.length)
        }
      ],
      0.25,
      2
    );
    const places = Array.from({ length: 2 }, (_, ring) =>
      Array.from(
        { length: light.ringFirst[ring + 1] - light.ringFirst[ring] },
        (_, i) => `${light.x[light.ringFirst[ring] + i]},${light.y[light.ringFirst[ring] + i]}`
      )
    );
    const shared = (ring: string[]) => new Set(ring.filter((place) => !/^(0|200),/.test(place)));
    expect(shared(places[0])).toEqual(shared(places[1]));
    expect(light.x.length).toBeLessThan(all.length);
    for (const ring of places) expect(ring[0]).toBe(ring[ring.length - 1]);
  });
});
