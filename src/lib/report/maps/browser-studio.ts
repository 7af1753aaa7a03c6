import type { Pages, Pen, Picture, Studio } from '../pen.ts';
import { filterRows, ImagePdf } from './image-pdf.ts';
import { withDensity } from './png-density.ts';
import { setFont } from './text.ts';

/** Dots per inch of the pages of a PDF: a browser has no pen for PDF. */
const PAGE_DPI = 300;

/** Rows of a page that are packed at once: an A3 page whole would be 70 MB twice. */
const ROWS_AT_ONCE = 256;

/** The studio of the browser, also in a worker: canvases off the screen; pages of a PDF are pictures of 300 dots to the inch. */
export function createBrowserStudio(): Studio {
  let hasChinese: boolean | undefined;
  return {
    picture: drawnPicture,
    pages,
    get hasChinese() {
      return (hasChinese ??= drawsChinese());
    }
  };
}

function openCanvas(widthPt: number, heightPt: number, dpi: number): OffscreenCanvasRenderingContext2D {
  const scale = dpi / 72;
  const canvas = new OffscreenCanvas(pixels(widthPt, dpi), pixels(heightPt, dpi));
  // Nothing shines through: PNG and page have three channels. Read back at once, so kept in memory and not on a graphics card.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('expected a 2D canvas, got none');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  return context;
}

const pixels = (points: number, dpi: number) => Math.max(1, Math.round((points * dpi) / 72));

function drawnPicture(widthPt: number, heightPt: number, dpi: number): Picture {
  const context = openCanvas(widthPt, heightPt, dpi);
  return {
    pen: context as unknown as Pen,
    png: async () => {
      const blob = await context.canvas.convertToBlob({ type: 'image/png' });
      return withDensity(new Uint8Array(await blob.arrayBuffer()), dpi);
    }
  };
}

function pages(title: string): Pages {
  const pdf = new ImagePdf(title);
  return {
    add: async (widthPt, heightPt, draw) => {
      const context = openCanvas(widthPt, heightPt, PAGE_DPI);
      draw(context as unknown as Pen);
      const { width: widthPx, height: heightPx } = context.canvas;
      pdf.addPage({ widthPt, heightPt, widthPx, heightPx, deflated: await deflateCanvas(context) });
      // Frees its memory now, not when the garbage is next collected.
      context.canvas.width = 0;
    },
    end: async () => pdf.end()
  };
}

async function deflateCanvas(context: OffscreenCanvasRenderingContext2D): Promise<Uint8Array<ArrayBuffer>[]> {
  const { width, height } = context.canvas;
  const packer = new CompressionStream('deflate');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const collected = (async () => {
    const reader = packer.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parts.push(value as Uint8Array<ArrayBuffer>);
    }
  })();
  const writer = packer.writable.getWriter();
  const above = new Uint8Array(3 * width);
  for (let top = 0; top < height; top += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, height - top);
    await writer.write(filterRows(context.getImageData(0, top, width, rows).data, width, above));
  }
  await writer.close();
  await collected;
  return parts;
}

/** Whether two different characters look different: without a font both are the same box. */
function drawsChinese(): boolean {
  const seen = ['汉', '字'].map((text) => {
    const context = openCanvas(24, 24, 72);
    setFont(context as unknown as Pen, 20);
    context.fillStyle = '#000000';
    context.fillText(text, 2, 20);
    return context.getImageData(0, 0, 24, 24).data;
  });
  return seen[0].some((value, i) => value !== seen[1][i]);
}
