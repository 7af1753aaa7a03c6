import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A word of a page, in points from its upper left corner. */
export interface PageWord {
  left: number;
  top: number;
  right: number;
  bottom: number;
  text: string;
}

export interface OpenedPage {
  widthPt: number;
  heightPt: number;
  words: PageWord[];
}

/** The program that opens documents; null where it, or what is needed to read its pages, is not installed. */
export function findOffice(): string | null {
  const answers = (name: string, ...args: string[]) => {
    try {
      return execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  };
  const office = ['soffice', 'libreoffice'].find((name) => answers(name, '--version') !== null);
  const lacking = [
    ...(office ? [] : ['LibreOffice']),
    ...(answers('pdftotext', '-v') === null ? ['pdftotext (Debian package poppler-utils)'] : []),
    ...(answers('fc-list', ':lang=zh') ? [] : ['a Chinese font (Debian package fonts-noto-cjk)'])
  ];
  if (lacking.length === 0) return office!;
  console.info(`skipped: documents as another program shows them (not installed: ${lacking.join(', ')})`);
  return null;
}

/** Opens files by name in one start of the program and gives the pages that it shows of each; throws where it shows none. */
export function openFiles(office: string, files: ReadonlyMap<string, Uint8Array>): Map<string, OpenedPage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yike-office-'));
  try {
    mkdirSync(join(folder, 'pdf'));
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    execFileSync(
      office,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        ...['--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'pdf')],
        ...Array.from(files.keys(), (name) => join(folder, name))
      ],
      { stdio: 'pipe' }
    );
    const pagesOf = (name: string) => {
      const pdf = join(folder, 'pdf', name.replace(/\.\w+$/, '.pdf'));
      readFileSync(pdf);
      return readPages(
        execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 256e6 })
      );
    };
    return new Map(Array.from(files.keys(), (name) => [name, pagesOf(name)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPages(xhtml: string): OpenedPage[] {
  const pages = xhtml.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/g);
  return Array.from(pages, ([, width, height, body]) => {
    const words = body.matchAll(
      /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g
    );
    return {
      ...{ widthPt: Number(width), heightPt: Number(height) },
      words: Array.from(words, ([, left, top, right, bottom, text]) => ({
        ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
        text: unescapeXml(text)
      }))
    };
  });
}

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    // Noto CJK has one shape for 老 and the radical ⽼, of which a PDF keeps one.
    .normalize('NFKC');
