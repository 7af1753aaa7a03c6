import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Terminal } from './terminal.ts';
import { createCsvWriter, type RowBatch, type RowColumn } from './row-writer.ts';
import { writeFileWhole } from './write-whole.ts';

/**
 * Hands out rows as they come, never all at once: to `out` (`.csv`, `.parquet`), else as CSV on standard output; with
 * `--json` and no `out` they are only worked out. Gives how many there were.
 */
export async function writeRows(
  columns: readonly RowColumn[],
  batches: AsyncIterable<RowBatch>,
  out: string | undefined,
  terminal: Terminal
): Promise<number> {
  let rows = 0;
  const count = (batch: RowBatch): RowBatch => {
    rows += batch[0].length;
    return batch;
  };
  if (out !== undefined && extname(out).toLowerCase() === '.parquet') {
    const { writeParquetRows } = await import('../lib/tables/native-parquet-rows.ts');
    await writeFileWhole(out, (path) => writeParquetRows(columns, mapAsync(batches, count), path));
    return rows;
  }
  const csv = createCsvWriter(columns);
  if (out !== undefined) {
    await writeFileWhole(out, async (path) => {
      const file = await open(path, 'w');
      try {
        await file.writeFile(csv.header);
        for await (const batch of batches) await file.writeFile(csv.write(count(batch)));
      } finally {
        await file.close();
      }
    });
    return rows;
  }
  const decoder = new TextDecoder();
  if (!terminal.json) await terminal.print(decoder.decode(csv.header));
  for await (const batch of batches) {
    count(batch);
    if (!terminal.json && batch[0].length > 0) await terminal.print(decoder.decode(csv.write(batch)));
  }
  return rows;
}

async function* mapAsync<T, U>(items: AsyncIterable<T>, change: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield change(item);
}
