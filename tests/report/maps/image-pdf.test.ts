import { unzlibSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filterRows, ImagePdf } from '../../../src/lib/report/maps/image-pdf.ts';
import { withDensity } from '../../../src/lib/report/maps/png-density.ts';

const WIDTH = 5;
const HEIGHT = 7;
const rgba = Uint8ClampedArray.from({ length: 4 * WIDTH * HEIGHT }, (_, i) =>
  i % 4 === 3 ? 255 : (i * 37) % 256
);

/** Rows with the PNG filter "up" as RGB again. */
function unfilter(rows: Uint8Array): number[] {
  const out: number[] = [];
  const row = 1 + 3 * WIDTH;
  for (let y = 0; y < rows.length / row; y++) {
    expect(rows[y * row]).toBe(2);
    for (let k = 0; k < 3 * WIDTH; k++)
      out.push((rows[y * row + 1 + k] + (y > 0 ? out[(y - 1) * 3 * WIDTH + k] : 0)) % 256);
  }
  return out;
}

function twoPages(title: string): Uint8Array<ArrayBuffer> {
  const pdf = new ImagePdf(title);
  for (const widthPt of [841.8898, 595.2756]) {
    const above = new Uint8Array(3 * WIDTH);
    // In two strips, as the browser hands them on.
    const strips = [rgba.subarray(0, 4 * WIDTH * 3), rgba.subarray(4 * WIDTH * 3)];
    const rows = strips.map((strip) => filterRows(strip, WIDTH, above));
    const all = new Uint8Array(rows[0].length + rows[1].length);
    all.set(rows[0]);
    all.set(rows[1], rows[0].length);
    const deflated = [zlibSync(all) as Uint8Array<ArrayBuffer>];
    pdf.addPage({ widthPt, heightPt: 500, widthPx: WIDTH, heightPx: HEIGHT, deflated });
  }
  return pdf.end();
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a PDF of pictures', () => {
  it('has each object where its table says, and ends as it must', () => {
    const text = latin(twoPages('图册'));
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 5)).toBe('xref\n');
    const [, count] = /^xref\n0 (\d+)\n/.exec(text.slice(start)) ?? [];
    const entries = [...text.slice(start).matchAll(/(\d{10}) 00000 n \n/g)].map(([, offset]) =>
      Number(offset)
    );
    expect(entries.length).toBe(Number(count) - 1);
    entries.forEach((offset, i) => expect(text.slice(offset).startsWith(`${i + 1} 0 obj\n`)).toBe(true));
    expect(text).toContain('/Count 2');
    expect(text).toContain('/MediaBox [0 0 841.89 500]');
    expect(text).not.toMatch(/Date|\/ID/);
  });

  it('keeps the pixels', () => {
    const bytes = twoPages('x');
    const text = latin(bytes);
    const at = text.indexOf('stream\n') + 7;
    const length = Number(/\/Length (\d+)/.exec(text)?.[1]);
    const rgb = unfilter(unzlibSync(bytes.slice(at, at + length)));
    expect(rgb).toEqual(Array.from(rgba).filter((_, i) => i % 4 !== 3));
  });

  it('is the same for the same pictures, and a title can not break it', () => {
    expect(twoPages('图册')).toEqual(twoPages('图册'));
    const text = latin(twoPages(')>>/OpenAction'));
    expect(text).not.toContain('OpenAction');
  });
});

describe('the density of a PNG', () => {
  it('is refused for other bytes', () => {
    expect(() => withDensity(Uint8Array.of(1, 2, 3), 300)).toThrow('expected a PNG');
  });
});
