import { FORMS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import { shapeWord } from '../checks/shape-words.ts';
import type { Asking, FileInput, LayerInfo } from '../source.ts';

/** Name under which all layers of a file are read at once, where they fit one table. */
export const ALL_LAYERS = '*';

export interface Picked {
  /** Name of the layer to read; `ALL_LAYERS` for all of them. */
  layer: string;
  /** The question which one was meant; empty where it is answered or there is only one. */
  asks: Asking[];
}

/**
 * The layer of a file to read: the one that is wanted, else the only one whose shapes fit what the rows are wanted as, else
 * the first of `layers` (the likeliest; those that fit go before), and then the question.
 * With `all` the file may be read as a whole, which then is the likeliest. Throws ImportError where the wanted one is
 * not there, or there is none at all.
 */
export function pickLayer(
  { file, hints }: Pick<FileInput, 'file' | 'hints'>,
  found: LayerInfo[],
  all = false
): Picked {
  if (found.length === 0) throw new ImportError('no_rows', file);
  const fitting = found.filter((layer) => layer.rows !== 0 && fits(layer, hints.as));
  const layers = [...fitting, ...found.filter((layer) => !fitting.includes(layer))];
  const options = layers.map(({ name }) => name);
  if (all && layers.length > 1) options.unshift(ALL_LAYERS);
  if (hints.layer !== undefined) {
    if (!options.includes(hints.layer) && !(all && hints.layer === ALL_LAYERS))
      throw new ImportError('layer_gone', file, {
        wanted: hints.layer.slice(0, 80),
        layers: options.slice(0, 30).join('、')
      });
    return { layer: hints.layer, asks: [] };
  }
  if (layers.length === 1) return { layer: options[0], asks: [] };
  if (hints.as !== undefined && fitting.length === 1) return { layer: fitting[0].name, asks: [] };
  const asking: Asking = {
    code: 'ask_layer',
    params: { count: layers.length, taken: options[0] === ALL_LAYERS ? '*' : options[0] },
    sets: 'layer',
    key: 'layer',
    options,
    labels: options.map((option) =>
      option === ALL_LAYERS
        ? { zh: '全部图层', en: 'all layers' }
        : labelOf(layers.find(({ name }) => name === option)!)
    )
  };
  return { layer: options[0], asks: [asking] };
}

/** Whether the shapes of a layer can be what its rows are wanted as; what is not known may. */
function fits({ geometry }: LayerInfo, as: FileInput['hints']['as']): boolean {
  if (as === undefined || geometry.includes('?')) return true;
  const shape = FORMS[as].shape;
  const has = (kind: string): boolean => geometry.includes(kind);
  if (shape === 'none') return true;
  if (shape === 'point') return geometry === '' || has('Point') || has('Polygon');
  if (shape === 'area-or-none' && geometry === '') return true;
  return (shape.startsWith('area') && has('Polygon')) || (shape.includes('line') && has('Line'));
}

function labelOf({ name, rows, geometry }: LayerInfo): { zh: string; en: string } {
  const shape = geometry === '' ? { zh: '表格', en: 'table' } : words(geometry);
  const zh = [name, Number.isNaN(rows) ? '' : `${rows} 行`, shape.zh].filter(Boolean).join('，');
  const en = [name, Number.isNaN(rows) ? '' : `${rows} rows`, shape.en].filter(Boolean).join(', ');
  return { zh, en };
}

const words = (types: string): { zh: string; en: string } =>
  types === '?'
    ? { zh: '', en: '' }
    : {
        zh: types
          .split('/')
          .map((type) => shapeWord(type, 'zh'))
          .join('/'),
        en: types
          .split('/')
          .map((type) => shapeWord(type, 'en'))
          .join('/')
      };
