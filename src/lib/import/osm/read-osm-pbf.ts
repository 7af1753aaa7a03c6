import type { PbfReader } from 'pbf';
import { ImportError } from '../import-error.ts';
import { BlockReader, passBits } from './osm-pbf-block.ts';
import { readBlobs, unpackBlobs, type PackedBlob } from './osm-pbf-blobs.ts';
import type { OsmGather } from './osm-gather.ts';
import { readOsm } from './osm-source.ts';
import type { FileInput, Source, Tick } from '../source.ts';

/** Beyond this a file is a country or more, whose nodes do not fit into a tab. */
const MAX_FILE = 400 * 1024 * 1024;
/** From here on a file is read three times, each time little is kept, instead of once with all nodes. */
const LARGE_FILE = 48 * 1024 * 1024;
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * One layer of an `.osm.pbf` file (`hints.as`, `hints.layer`; roads where nothing is said) as a Source. A file too large for a
 * tab is refused before any of it is read. Throws ImportError with the byte where the file breaks off.
 */
export async function readOsmPbf({ file, bytes, hints }: FileInput, tick?: Tick): Promise<Source> {
  if (bytes.length > MAX_FILE)
    throw new ImportError('too_large', file, {
      size: Math.round(bytes.length / 1048576),
      limit: MAX_FILE / 1048576
    });
  const { PbfReader: Pbf } = await import('pbf');
  const blobs = readBlobs(file, bytes, Pbf);
  // What each block holds, once it was read: a later pass leaves out those that have nothing for it.
  const held = new Map<PackedBlob, number>();
  const scan = async (sink: OsmGather, share: (part: number) => Promise<void>): Promise<void> => {
    const reader = new BlockReader(sink);
    let headers = 0;
    const wanted = passBits(sink.pass);
    const useful = blobs.filter((blob) => ((held.get(blob) ?? wanted) & wanted) !== 0);
    for await (const { blob, data } of unpackBlobs(file, useful)) {
      try {
        if (blob.type === 'OSMHeader') {
          checkHeader(file, new Pbf(data));
          headers++;
        } else if (blob.type === 'OSMData' && headers > 0) held.set(blob, reader.read(new Pbf(data)));
      } catch (error) {
        if (error instanceof ImportError) throw error;
        throw new ImportError('pbf_broken', file, { byte: blob.at, detail: String(error).slice(0, 80) });
      }
      await share(blob.at / bytes.length);
    }
  };
  return readOsm(file, 'osm.pbf', hints, scan, bytes.length > LARGE_FILE, tick);
}

function checkHeader(file: string, pbf: PbfReader): void {
  pbf.readFields((tag) => {
    if (tag !== 4) return;
    const feature = pbf.readString();
    if (feature === 'HistoricalInformation') throw new ImportError('osm_history', file);
    if (!KNOWN_FEATURES.has(feature)) throw new ImportError('pbf_feature', file, { feature });
  }, null);
}
