import type { Geometry } from 'geojson';
import { ImportError } from '../import-error.ts';
import { KmlShape } from './kml-shapes.ts';
import { ALL_LAYERS, pickLayer } from './pick-layer.ts';
import { makeSource, type Fault, type FileInput, type LayerInfo, type Source, type Tick } from '../source.ts';
import { TextColumns } from './text-columns.ts';
import { walkXml, type XmlVisitor } from './walk-xml.ts';

/** A Placemark as read. */
interface Placemark {
  folder: string;
  cells: Map<string, string>;
  shape: KmlShape;
}

/** Elements of a Placemark that become columns; the texts of `description` stay text, whatever markup they hold. */
const TEXTS = new Set([
  'name',
  'description',
  'address',
  'phoneNumber',
  'Snippet',
  'snippet',
  'when',
  'begin',
  'end'
]);
/** Elements that tell what something looks like, or from where it is seen. */
const LOOKS = new Set(['Style', 'StyleMap', 'LookAt', 'Camera', 'Region', 'Model']);

/**
 * The Placemarks of a KML document as a Source: name, description, extended data, and the folder as a column; each folder
 * is also a layer that can be read by itself. What the document refers to elsewhere is listed and never fetched. Throws
 * ImportError with line and column.
 */
export async function readKml(input: FileInput, tick?: Tick): Promise<Source> {
  const { file } = input;
  const reader = new KmlReader();
  const { encoding, entities } = await walkXml(input, 'KML', reader, tick);
  const { placemarks, links } = reader;
  const notes: Source['notes'] = [];
  if (links.size > 0) {
    const shown = [...links].slice(0, 5).map((link) => link.slice(0, 80));
    notes.push({ code: 'kml_links', params: { count: links.size, links: shown.join('、') } });
  }
  if (entities > 0) notes.push({ code: 'kml_entities', params: { count: entities } });
  if (placemarks.length === 0) {
    if (links.size > 0) throw new ImportError('kml_only_links', file, { link: [...links][0].slice(0, 120) });
    throw new ImportError('no_rows', file);
  }
  const layers = layersOf(placemarks);
  const { layer, asks } =
    layers.length > 1 ? pickLayer(input, layers, true) : { layer: ALL_LAYERS, asks: [] };
  const source = toSource(
    file,
    layer === ALL_LAYERS ? placemarks : placemarks.filter(({ folder }) => folder === layer)
  );
  source.encoding = encoding;
  source.notes.push(...notes);
  source.layer = layers.length > 1 ? layer : null;
  source.layers = layers.length > 1 ? layers : [];
  // Folders of one kind of shape fit one table, with the folder as a column: nothing to ask.
  source.asks = new Set(layers.map(({ geometry }) => geometry.replace(/Multi/g, ''))).size > 1 ? asks : [];
  return source;
}

class KmlReader implements XmlVisitor {
  readonly placemarks: Placemark[] = [];
  readonly links = new Set<string>();
  private readonly path: string[] = [];
  /** Names of the folders that are open, '' until theirs is read. */
  private readonly folders: string[] = [];
  private current: Placemark | null = null;
  private looks = 0;
  private key = '';

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.path.push(name);
    if (LOOKS.has(name)) this.looks++;
    if (name === 'Folder') this.folders.push('');
    if (name === 'Placemark') {
      const id = attributes.get('id');
      this.current = { folder: '', cells: new Map(id ? [['id', id]] : []), shape: new KmlShape() };
    } else this.current?.shape.open(name);
    if (name === 'Data' || name === 'SimpleData') this.key = attributes.get('name')?.trim() ?? '';
  }

  close(name: string, text: string): void {
    this.path.pop();
    const parent = this.path.at(-1) ?? '';
    const words = text.trim();
    if (LOOKS.has(name)) this.looks--;
    if (name === 'href' && words !== '') this.note(words, parent);
    if (name === 'Folder') this.folders.pop();
    else if (name === 'name' && parent === 'Folder')
      this.folders[this.folders.length - 1] = words.slice(0, 200);
    if (this.current === null) return;
    if (name === 'Placemark') {
      this.current.folder = this.folders.filter(Boolean).join('/');
      this.placemarks.push(this.current);
      this.current = null;
    } else if (this.looks === 0) this.readCell(this.current, name, parent, words, text);
  }

  private readCell(
    { cells, shape }: Placemark,
    name: string,
    parent: string,
    words: string,
    text: string
  ): void {
    const extended = (name === 'value' && parent === 'Data') || name === 'SimpleData';
    if (extended) {
      if (this.key !== '' && words !== '') cells.set(this.key, words);
    } else if (TEXTS.has(name) && ['Placemark', 'TimeStamp', 'TimeSpan'].includes(parent)) {
      if (words !== '') cells.set(name.toLowerCase(), words);
    } else shape.close(name, text);
  }

  /** Something that lies elsewhere: another document, or an address in the web (a picture in the same archive is none). */
  private note(words: string, parent: string): void {
    const elsewhere = /^(\w+:)?\/\//.test(words);
    const document = this.path.includes('NetworkLink');
    if (document || (elsewhere && parent !== 'Placemark')) this.links.add(words);
  }
}

function layersOf(placemarks: Placemark[]): LayerInfo[] {
  const found = new Map<string, { rows: number; types: Set<string> }>();
  for (const { folder, shape } of placemarks) {
    const entry = found.get(folder) ?? { rows: 0, types: new Set<string>() };
    entry.rows++;
    const type = shape.geometry()?.type;
    if (type) entry.types.add(type);
    found.set(folder, entry);
  }
  return [...found]
    .map(([name, { rows, types }]) => ({ name, rows, geometry: [...types].sort().join('/') }))
    .sort((a, b) => b.rows - a.rows);
}

function toSource(file: string, placemarks: Placemark[]): Source {
  const columns = new TextColumns();
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const repaired: Source['repaired'] = [];
  columns.declare('name');
  placemarks.forEach(({ folder, cells, shape }, i) => {
    for (const [key, value] of cells) columns.put(key, i, value);
    if (folder !== '')
      columns.put(columns.has('folder') || !cells.has('folder') ? 'folder' : 'kml_folder', i, folder);
    geometry.push(shape.geometry());
    if (shape.fault !== null) faults.push({ index: i, code: 'kml_no_shape', params: { text: shape.fault } });
    else if (shape.odd)
      repaired.push({ row: i + 1, field: 'geometry', code: 'kml_coordinates', ...shape.odd });
  });
  const finished = columns.finish(placemarks.length);
  return makeSource({
    file,
    format: 'kml',
    headers: finished.headers,
    columns: finished.columns,
    rows: placemarks.length,
    geometry,
    faults,
    repaired: [...finished.repaired, ...repaired]
  });
}
