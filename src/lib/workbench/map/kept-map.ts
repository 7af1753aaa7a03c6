import { Map as MapLibre, type FeatureIdentifier } from 'maplibre-gl';

type State = Record<string, unknown>;

/**
 * A map that comes back as it was when its drawing context is lost and restored (another program took the graphics card, the
 * machine slept). MapLibre itself brings back style, sources and images, but not the states of features, by which units and
 * points are coloured: they are remembered here, whichever part of the desk has set them. What is set while there is no context is
 * drawn when it is back.
 */
export class KeptMap extends MapLibre {
  private readonly states = new Map<string, Map<FeatureIdentifier['id'], State>>();

  constructor(...given: ConstructorParameters<typeof MapLibre>) {
    super(...given);
    this.on('webglcontextrestored', () => {
      if (this.isStyleLoaded()) this.bringBack();
      else this.once('style.load', () => this.bringBack());
    });
  }

  override setFeatureState(feature: FeatureIdentifier, state: State): this {
    const of = keyOf(feature);
    const known = this.states.get(of) ?? new Map<FeatureIdentifier['id'], State>();
    this.states.set(of, known.set(feature.id, { ...known.get(feature.id), ...state }));
    return this.hasStyle ? super.setFeatureState(feature, state) : this;
  }

  override removeFeatureState(target: FeatureIdentifier, key?: string): this {
    const known = this.states.get(keyOf(target));
    if (target.id === undefined) known?.clear();
    else if (key === undefined) known?.delete(target.id);
    else delete known?.get(target.id)?.[key];
    return this.hasStyle ? super.removeFeatureState(target, key) : this;
  }

  /** There is no style from the loss of the context until it is back and read anew. */
  private get hasStyle(): boolean {
    return this.style?._loaded === true;
  }

  private bringBack(): void {
    for (const [of, known] of this.states) {
      const [source, sourceLayer] = JSON.parse(of) as [string, string | null];
      if (!this.getSource(source)) continue;
      const layer = sourceLayer === null ? {} : { sourceLayer };
      for (const [id, state] of known) super.setFeatureState({ source, ...layer, id }, state);
    }
  }
}

const keyOf = ({ source, sourceLayer }: FeatureIdentifier): string =>
  JSON.stringify([source, sourceLayer ?? null]);
