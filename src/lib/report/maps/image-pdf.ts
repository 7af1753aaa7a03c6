/** A page that is one picture: its size in points, in pixels, and its pixels as deflated rows of RGB, each row led by its PNG filter. */
export interface ImagePage {
  widthPt: number;
  heightPt: number;
  widthPx: number;
  heightPx: number;
  deflated: Uint8Array<ArrayBuffer>[];
}

/**
 * Writes a PDF (1.4, ISO 32000-1) whose pages are pictures, as parts in order: no time, no id, so that the same pictures give the same bytes. The
 * parts of pages may be blobs on disk by then: nothing is copied.
 */
export class ImagePdf {
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private readonly offsets: number[] = [];
  private readonly pages: number[] = [];
  private length = 0;
  private readonly title: string;

  constructor(title: string) {
    this.title = title;
    this.text('%PDF-1.4\n');
    this.put(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a));
    // Objects 1, 2 and 3 are the catalogue, the list of pages and the title: written at the end.
    this.offsets.push(0, 0, 0);
  }

  addPage({ widthPt, heightPt, widthPx, heightPx, deflated }: ImagePage): void {
    const [width, height] = [round(widthPt), round(heightPt)];
    const size = deflated.reduce((sum, part) => sum + part.length, 0);
    const image = this.open(
      `<< /Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceRGB /BitsPerComponent 8 ` +
        `/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns ${widthPx} >> /Length ${size} >>\nstream\n`
    );
    for (const part of deflated) this.put(part);
    this.text('\nendstream\nendobj\n');
    const draw = `q ${width} 0 0 ${height} 0 0 cm /Im Do Q`;
    const content = this.open(`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream\nendobj\n`);
    this.pages.push(
      this.open(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${content} 0 R ` +
          `/Resources << /XObject << /Im ${image} 0 R >> >> >>\nendobj\n`
      )
    );
  }

  end(): Uint8Array<ArrayBuffer> {
    this.reopen(1, '<< /Type /Catalog /Pages 2 0 R >>');
    const kids = this.pages.map((page) => `${page} 0 R`).join(' ');
    this.reopen(2, `<< /Type /Pages /Kids [${kids}] /Count ${this.pages.length} >>`);
    this.reopen(3, `<< /Title <${utf16Hex(this.title)}> /Producer (Yike) >>`);
    const start = this.length;
    const entries = this.offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    const count = this.offsets.length + 1;
    this.text(`xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}`);
    this.text(`trailer\n<< /Size ${count} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    const out = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }

  /** Begins a new object; gives its number. */
  private open(text: string): number {
    this.offsets.push(this.length);
    this.text(`${this.offsets.length} 0 obj\n${text}`);
    return this.offsets.length;
  }

  private reopen(number: number, text: string): void {
    this.offsets[number - 1] = this.length;
    this.text(`${number} 0 obj\n${text}\nendobj\n`);
  }

  private text(text: string): void {
    this.put(new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>);
  }

  private put(part: Uint8Array<ArrayBuffer>): void {
    this.parts.push(part);
    this.length += part.length;
  }
}

const round = (points: number) => Math.round(points * 1000) / 1000;

/** UTF-16 with its byte order mark, in hexadecimal: nothing of a title can end the string. */
function utf16Hex(text: string): string {
  let hex = 'FEFF';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
  return hex;
}

/** Rows of RGBA as rows of RGB with the PNG filter "up" (the difference from the row above), `above` the row before the first; it is left as the last. */
export function filterRows(
  rgba: Uint8ClampedArray,
  widthPx: number,
  above: Uint8Array
): Uint8Array<ArrayBuffer> {
  const rows = rgba.length / (4 * widthPx);
  const out = new Uint8Array(rows * (1 + 3 * widthPx));
  let at = 0;
  for (let row = 0; row < rows; row++) {
    out[at++] = 2;
    let from = 4 * widthPx * row;
    for (let k = 0; k < above.length; k += 3, from += 4) {
      for (let c = 0; c < 3; c++) {
        const value = rgba[from + c];
        out[at++] = value - above[k + c];
        above[k + c] = value;
      }
    }
  }
  return out;
}
