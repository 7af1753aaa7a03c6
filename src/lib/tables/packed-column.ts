import type { Column } from './database.ts';
import type { PackedTexts } from './packed-texts.ts';

/** A column of a table whose texts become strings when its `values` are asked for. */
export function packedColumn(packed: PackedTexts): Column {
  const column: Column = {
    type: 'VARCHAR',
    get values() {
      return packed.texts();
    }
  };
  // Not listed: what is copied to another worker is a column of strings like others.
  return Object.defineProperty(column, 'packed', { value: packed });
}
