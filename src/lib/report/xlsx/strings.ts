import { cellXml } from './cell-text.ts';

/** The texts of all sheets, each held once; cells name them by number, so that no text can be a formula. */
export class Strings {
  private readonly ids = new Map<string, number>();
  private uses = 0;

  /** Number of a text. */
  id(text: string): number {
    this.uses++;
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(text, id);
    }
    return id;
  }

  /** The part `xl/sharedStrings.xml` in pieces. */
  *xml(): Generator<string> {
    yield (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.uses}" uniqueCount="${this.ids.size}">`
    );
    for (const text of this.ids.keys())
      yield `<si><t${/^\s|\s$|[\n\t]|\s\s/.test(text) ? ' xml:space="preserve"' : ''}>${cellXml(text)}</t></si>`;
    yield '</sst>';
  }
}
