import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../src/lib/report/layers/gb18030.ts';

describe('encodeGb18030', () => {
  it('writes known bytes', () => {
    expect([...encodeGb18030('啊㎡,1\r\n宫官')]).toEqual([
      0xb0, 0xa1, 0xa9, 0x4f, 0x2c, 0x31, 0x0d, 0x0a, 0xb9, 0xac, 0xb9, 0xd9
    ]);
  });

  it('is undone by the platform decoder for any text of GBK', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    const ascii = fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(fc.oneof(han, ascii)), (characters) => {
        const text = characters.join('');
        expect(decoder.decode(encodeGb18030(text))).toBe(text);
      })
    );
  });

  it('is undone by it for any text at all, and half of a pair is a question mark', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(decoder.decode(encodeGb18030(text))).toBe(text);
      })
    );
    expect([...encodeGb18030('𠮷')]).toEqual([0x95, 0x34, 0xb2, 0x35]);
    expect([...encodeGb18030('\ud842')]).toEqual([0x3f]);
  });
});
