import * as Comlink from 'comlink';
import type { Dossier, Said } from '../../report/dossier.ts';
import { createBrowserStudio } from '../../report/maps/browser-studio.ts';
import { readFacts } from '../../report/read-facts.ts';
import { writeReport, type Format, type ReportFile } from '../../report/write-report.ts';
import { dayOf, zipParts } from '../../report/zip-plainly.ts';
import type { ReportApi } from './report-api.ts';

/** The work of the report worker: it holds the study as reports read it, and writes it. */
export function createReports(): ReportApi {
  let dossier: Dossier | null = null;
  let abort = new AbortController();
  const held = (): Dossier => {
    if (!dossier) throw new Error('expected a study to be taken first');
    return dossier;
  };
  return {
    take: (port) =>
      new Promise((resolve, reject) => {
        port.onmessage = ({ data }: MessageEvent<Dossier>) => {
          dossier = data;
          port.close();
          resolve();
        };
        port.onmessageerror = () => reject(new Error('the study could not be handed over'));
      }),

    facts: async (options) => readFacts(held(), options),

    async write({ formats, options, sheets, layers, story, viewerUrl }, onStep) {
      abort = new AbortController();
      const { signal } = abort;
      const viewer = async (): Promise<string> => {
        const response = await fetch(viewerUrl);
        if (!response.ok) throw new Error(`expected the script of exported pages, got ${response.status}`);
        return response.text();
      };
      const means = { studio: createBrowserStudio(), viewer, sheets, layers, story, signal };
      const files: ReportFile[] = [];
      const tell: typeof onStep = (step) => onStep(step);
      try {
        for await (const file of writeReport(held(), formats, options, means, tell)) {
          // Lets a stop in between two formats.
          await new Promise((done) => setTimeout(done));
          files.push(file);
        }
      } catch (error) {
        if (signal.aborted) throw Object.assign(new Error('stopped'), { name: 'Stopped' });
        throw error;
      }
      const packed = packFolders(files, options.date);
      return Comlink.transfer(
        packed,
        packed.map(({ bytes }) => bytes.buffer)
      );
    },

    stop: () => abort.abort()
  };
}

/** Files of a folder as one zip file of its name: a page can hand over one file at a time. */
function packFolders(files: ReportFile[], date: string): ReportFile[] {
  const alone = files.filter(({ name }) => !name.includes('/'));
  const folders = new Map<string, { format: Format; parts: Record<string, Uint8Array>; notes: Said[] }>();
  for (const { format, name, bytes, notes = [] } of files) {
    const at = name.indexOf('/');
    if (at < 0) continue;
    const folder = folders.get(name.slice(0, at)) ?? { format, parts: {}, notes: [] };
    folder.notes.push(...notes);
    folder.parts[name.slice(at + 1)] = bytes;
    folders.set(name.slice(0, at), folder);
  }
  const zipped = [...folders].map(([name, { format, parts }]): ReportFile => ({
    format,
    name: `${name}.zip`,
    bytes: zipParts(parts, dayOf(date))
  }));
  return [...alone, ...zipped];
}
