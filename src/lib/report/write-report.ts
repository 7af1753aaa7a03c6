import type { Dossier, ReportOptions, Said } from './dossier.ts';
import type { Facts } from './facts.ts';
import type { LayerChoice } from './layers/layer-choice.ts';
import type { MapGround } from './maps/ground.ts';
import type { Pictures } from './pictures.ts';
import type { Studio } from './pen.ts';
import { readFacts } from './read-facts.ts';
import type { SheetChoice } from './sheets/sheet-choice.ts';
import type { StoryEdits } from './story/story-edits.ts';

/** What a report can be written as. */
export const FORMATS = [
  ...(['docx', 'xlsx', 'pptx', 'html', 'pdf', 'png'] as const),
  ...(['csv', 'geojson', 'gpkg', 'shp', 'kml', 'parquet'] as const)
] as const;
export type Format = (typeof FORMATS)[number];

/** What a report needs beside the study: where pictures are made, and what the user says of sheets, layers and the story. */
export interface ReportMeans {
  studio: Studio;
  /** The script that keeps the map of an exported page alive. */
  viewer: () => Promise<string>;
  sheets: Omit<SheetChoice, 'as'>;
  layers: Omit<LayerChoice, 'format'>;
  story: StoryEdits;
  signal?: AbortSignal;
}

/** How far a format is. */
export interface ReportStep {
  format: Format;
  done: number;
  of: number;
}

/** A file of a report; a name with `/` lies in a folder. */
export interface ReportFile {
  format: Format;
  name: string;
  bytes: Uint8Array;
  /** What its user must know: warnings that stand on it, and what was asked for and could not be drawn. */
  notes?: Said[];
}

/**
 * Writes an analysed study in the formats asked for, one after the other, each given as soon as it is there: one file a format, of map sheets as PNG one
 * each. All of them say the figures of the same `Facts`. `facts` spares reading them again.
 */
export async function* writeReport(
  dossier: Dossier,
  formats: readonly Format[],
  options: ReportOptions,
  means: ReportMeans,
  onStep: (step: ReportStep) => void = () => {},
  facts: Facts = readFacts(dossier, options)
): AsyncGenerator<ReportFile> {
  const { signal } = means;
  let drawn: { ground: MapGround; pictures: Pictures } | undefined;
  const draw = async () => {
    if (!drawn) {
      const { prepareMap } = await import('./maps/prepare-map.ts');
      const { createPictures } = await import('./maps/create-pictures.ts');
      const ground = prepareMap(dossier, facts);
      drawn = { ground, pictures: createPictures(ground, facts, means.studio) };
    }
    return drawn;
  };
  for (const format of formats) {
    signal?.throwIfAborted();
    const file = (bytes: Uint8Array, name = `report.${format}`): ReportFile => ({ format, name, bytes });
    onStep({ format, done: 0, of: 1 });
    if (format === 'docx') {
      const { writeDocument } = await import('./docx/write-document.ts');
      yield file(await writeDocument(facts, (await draw()).pictures));
    } else if (format === 'xlsx') {
      const { writeWorkbook } = await import('./xlsx/write-workbook.ts');
      yield file(await writeWorkbook(facts));
    } else if (format === 'pptx') {
      const { writeSlides } = await import('./pptx/write-slides.ts');
      yield file(await writeSlides(facts, (await draw()).pictures));
    } else if (format === 'html') {
      const { makeStory } = await import('./story/make-story.ts');
      const { applyEdits } = await import('./story/story-edits.ts');
      const { writeStoryPage } = await import('./story/write-story-page.ts');
      const story = applyEdits(makeStory(facts), means.story);
      yield file(writeStoryPage(story, dossier, facts, await means.viewer()));
    } else if (format === 'pdf' || format === 'png') {
      const { sheets } = await import('./sheets/write-sheets.ts');
      const choice: SheetChoice = { ...means.sheets, as: format };
      const { ground } = await draw();
      const tell = (done: number, of: number) => onStep({ format, done, of });
      for await (const { name, bytes, notes } of sheets(ground, facts, means.studio, choice, tell, signal))
        yield { ...file(bytes, format === 'pdf' ? 'report.pdf' : `sheets/${name}`), notes };
    } else {
      const { writeLayers } = await import('./layers/write-layers.ts');
      const { name, bytes } = await writeLayers(dossier, facts, { ...means.layers, format });
      yield file(bytes, name);
    }
    onStep({ format, done: 1, of: 1 });
  }
}
