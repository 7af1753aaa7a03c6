import { createCanvas, PDFDocument } from '@napi-rs/canvas';
import { setFont } from '../lib/report/maps/text.ts';
import type { Pages, Pen, Picture, Studio } from '../lib/report/pen.ts';
import { encodePng } from './encode-png.ts';

/** Without it, figures that stand alone take shapes of Noto CJK that a PDF knows no characters of: they can't be searched or copied. */
const LANGUAGE = 'zh-CN';

/** The studio of the command line: Skia, whose PDF has lines and letters, not pixels. Fonts are those of the machine. */
export function createStudio(): Studio {
  return { picture, pages, hasChinese: drawsChinese() };
}

function picture(widthPt: number, heightPt: number, dpi: number): Picture {
  const scale = dpi / 72;
  const canvas = createCanvas(
    Math.max(1, Math.round(widthPt * scale)),
    Math.max(1, Math.round(heightPt * scale))
  );
  const pen = canvas.getContext('2d');
  pen.lang = LANGUAGE;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  return {
    pen: pen as unknown as Pen,
    png: () => encodePng(canvas.data(), canvas.width, canvas.height, dpi)
  };
}

function pages(title: string): Pages {
  const pdf = new PDFDocument({ title, producer: 'Yike' });
  return {
    add: async (widthPt, heightPt, draw) => {
      const pen = pdf.beginPage(widthPt, heightPt);
      pen.lang = LANGUAGE;
      pen.fillStyle = '#ffffff';
      pen.fillRect(0, 0, widthPt, heightPt);
      draw(pen as unknown as Pen);
      pdf.endPage();
    },
    end: async () => new Uint8Array(pdf.close())
  };
}

/** Whether two different characters look different: without a font both are the same box. */
function drawsChinese(): boolean {
  const seen = ['汉', '字'].map((text) => {
    const pen = createCanvas(24, 24).getContext('2d');
    setFont(pen as unknown as Pen, 20);
    pen.fillText(text, 2, 20);
    return pen.getImageData(0, 0, 24, 24).data;
  });
  return seen[0].some((value, i) => value !== seen[1][i]);
}
