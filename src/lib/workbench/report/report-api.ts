import type { ReportOptions } from '../../report/dossier.ts';
import type { Facts } from '../../report/facts.ts';
import type { LayerChoice } from '../../report/layers/layer-choice.ts';
import type { SheetChoice } from '../../report/sheets/sheet-choice.ts';
import type { StoryEdits } from '../../report/story/story-edits.ts';
import type { Format, ReportFile, ReportStep } from '../../report/write-report.ts';

/** What is asked of the report worker beside the study. */
export interface ReportAsk {
  formats: Format[];
  options: ReportOptions;
  sheets: Omit<SheetChoice, 'as'>;
  layers: Omit<LayerChoice, 'format'>;
  story: StoryEdits;
  /** Where the script of exported pages lies. */
  viewerUrl: string;
}

/** What the report worker offers the page. A call that `stop` ends rejects with an error named `Stopped`. */
export interface ReportApi {
  /** Takes the study that comes through the port; resolves when it is there. */
  take(port: MessagePort): Promise<void>;
  facts(options: ReportOptions): Promise<Facts>;
  /** Writes the study; pictures of sheets come as one zip file. `onStep` hears how far each format is. */
  write(ask: ReportAsk, onStep: (step: ReportStep) => void): Promise<ReportFile[]>;
  stop(): void;
}
