import { download } from '../download.ts';
import type { Desk } from '../desk.svelte.ts';
import type { ExportKind } from '../engine/engine-api.ts';
import { headingOf } from '../labels.ts';
import { sentenceOf } from '../words/sentence.ts';
import { say } from '../words/words.svelte.ts';
import { paintGround } from '../map/ground-theme.ts';
import { theme } from './theme.svelte.ts';

export const TABLE_EXPORTS: readonly ExportKind[] = ['coverage', 'gaps', 'compliance', 'siting'];
export const LAYER_EXPORTS: readonly ExportKind[] = ['units', 'points', 'facilities', 'area'];

/** Works out a table or layer of the study on the desk and hands it to the user as a file. */
export async function exportFile(desk: Desk, kind: ExportKind): Promise<void> {
  const file = await desk.exportFile(kind);
  if (file) download(file.name, file.bytes);
}

/** The map as a picture with heading, legend, scale and sources. */
export async function exportPicture(desk: Desk): Promise<void> {
  const { map } = desk;
  if (!map || !desk.outcome || !desk.measure) return;
  const { drawPicture } = await import('../map/picture.ts');
  // Said before it is handed on, not after.
  if (desk.basemap.isSecretIn(map)) desk.notice = say('basemap.secretPicture');
  // It is for paper, whatever the screen is like.
  const keepRoads = desk.check !== null && desk.show.pieces;
  paintGround(map, 'light', keepRoads);
  try {
    const bytes = await drawPicture(map, desk);
    const edits = desk.edits.length > 0 ? `-${say('edit.count', { n: desk.edits.length })}` : '';
    download(`${[desk.title, headingOf(desk)].join('-')}${edits}.png`, bytes);
  } catch (error) {
    desk.failure = sentenceOf(error);
  } finally {
    paintGround(map, theme.shown, keepRoads);
  }
}
