import type { Map as MapLibre } from 'maplibre-gl';
import { hostsInForce, readAllowed, writeAllowed } from './allowed-hosts.ts';
import { hostsOf, keepChoice, readChoice, type BasemapChoice, type BasemapLook } from './choice.ts';
import type { BasemapDrawer } from './draw-basemap.ts';
import { openTileFile } from './file-reader.ts';
import { forgetFile, openKeptFile } from './kept-file.ts';
import { isSecretScale } from './map-law.ts';
import { TileFault, type TileFaultKind } from './tile-fault.ts';
import { TileFetcher } from './tile-fetcher.ts';
import type { TileReader } from './tile-reader.ts';
import { TIANDITU_ATTRIBUTION, TIANDITU_MAPS, TIANDITU_MOST_ZOOM, tiandituAddress } from './tianditu.ts';
import { openWebMap } from './web-reader.ts';
import type { WmtsService } from './wmts.ts';

/** The base map of this browser: what was chosen, what is drawn, and who may be asked for it. It is no part of a study. */
export class Basemap {
  choice = $state.raw<BasemapChoice>({ kind: 'none' });
  look = $state.raw<BasemapLook>({ opacity: 1, grey: false });
  /** What went wrong, said until something else is chosen. */
  fault = $state.raw<{ kind: TileFaultKind; host: string } | null>(null);
  /** Name of the file that has to be given again. */
  wantedFile = $state<string | null>(null);
  /** The service's own words, shown over the map and on pictures; '' while nothing is drawn. */
  attribution = $state('');
  /** A base map is on the map now. */
  isShown = $state(false);
  opening = $state(false);
  panelOpen = $state(false);
  /** What is asked before the page may fetch from other hosts. */
  consent = $state.raw<{ choice: BasemapChoice; hosts: string[] } | null>(null);
  /** Layers of the WMTS service that was asked. */
  service = $state.raw<WmtsService | null>(null);
  /** Hosts that the page may fetch from since it was loaded. */
  allowed = $state.raw<string[]>([]);
  /** What is drawn holds detail whose scale and extent make it secret. */
  isSecret = $state(false);

  private readonly study: { flush(): Promise<void> };
  private drawer: BasemapDrawer | null = null;
  private map: MapLibre | null = null;
  private ticket = 0;
  private mostZoom = 0;

  /** `study` is saved before the page is loaded anew. */
  constructor(study: { flush(): Promise<void> }) {
    this.study = study;
  }

  /** Draws what was chosen before on a map that has just been made. */
  async begin(map: MapLibre): Promise<void> {
    const { BasemapDrawer } = await import('./draw-basemap.ts');
    this.drawer ??= new BasemapDrawer();
    this.map = map;
    this.allowed = hostsInForce().filter((host) => readAllowed().includes(host));
    const { choice, look } = readChoice();
    this.look = look;
    this.choice = choice;
    if (choice.kind === 'wmts' && !choice.chosen) {
      // The page was loaded again so that this service could be asked.
      this.panelOpen = true;
      await this.readService(choice.address);
      return;
    }
    if (choice.kind !== 'file') return this.draw();
    const file = await openKeptFile(choice.name, false);
    if (file) await this.takeFile(file);
    else this.wantedFile = choice.name;
  }

  /** Takes another choice: drawn at once, or after the user has allowed its hosts. */
  async choose(choice: BasemapChoice): Promise<void> {
    const hosts = hostsOf(choice).filter((host) => !this.allowed.includes(host));
    if (hosts.length > 0) {
      this.consent = { choice, hosts };
      return;
    }
    this.wantedFile = null;
    this.choice = choice;
    keepChoice(choice, this.look);
    if (choice.kind !== 'file') void forgetFile();
    if (choice.kind === 'wmts' && !choice.chosen) await this.readService(choice.address);
    else await this.draw();
  }

  /** Whether a picture of what the map shows now would show a base map of a scale and extent that is secret. */
  isSecretIn(map: MapLibre): boolean {
    const [[west, south], [east, north]] = map.getBounds().toArray();
    return (
      this.isShown && isSecretScale(Math.min(map.getZoom() + 1, this.mostZoom), [west, south, east, north])
    );
  }

  setLook(look: Partial<BasemapLook>): void {
    this.look = { ...this.look, ...look };
    keepChoice(this.choice, this.look);
    if (this.map) this.drawer?.setLook(this.map, this.look);
  }

  /** Takes a file of map tiles from disk. */
  async takeFile(file: File): Promise<void> {
    this.wantedFile = null;
    this.choice = { kind: 'file', name: file.name };
    keepChoice(this.choice, this.look);
    await this.draw(() => openTileFile(file));
  }

  /** Opens the kept file after a click, as browsers ask for it; false: it must be picked. */
  async openAgain(): Promise<boolean> {
    const file = this.wantedFile ? await openKeptFile(this.wantedFile, true) : null;
    if (file) await this.takeFile(file);
    return file !== null;
  }

  /** The user has agreed: the hosts are kept, the study is saved, and the page is loaded anew under its new policy. */
  async agree(): Promise<void> {
    const asked = this.consent;
    if (!asked) return;
    this.consent = null;
    if (!writeAllowed([...readAllowed(), ...asked.hosts])) {
      this.fault = { kind: 'blocked', host: '' };
      return;
    }
    keepChoice(asked.choice, this.look);
    await this.study.flush();
    location.reload();
  }

  /** Takes all permission back: nothing is fetched any more at once, and the policy holds it after the reload. */
  async withdraw(): Promise<void> {
    writeAllowed([]);
    this.allowed = [];
    if (hostsOf(this.choice).length > 0) await this.choose({ kind: 'none' });
    await this.study.flush();
    location.reload();
  }

  /** Tries again after a fault. */
  retry(): Promise<void> {
    const { choice } = this;
    if (choice.kind === 'wmts' && !choice.chosen) return this.readService(choice.address);
    return this.draw();
  }

  private async readService(address: string): Promise<void> {
    this.fault = null;
    this.service = null;
    this.opening = true;
    try {
      const { capabilitiesAddress, readCapabilities } = await import('./wmts.ts');
      const asked = capabilitiesAddress(address);
      const service = readCapabilities(await this.fetcher().fetchText(asked), asked);
      if (!service) throw new TileFault('notWmts', new URL(asked).host);
      this.service = service;
    } catch (error) {
      this.tell(error);
    } finally {
      this.opening = false;
    }
  }

  private fetcher(): TileFetcher {
    const ticket = this.ticket;
    return new TileFetcher(
      (origin) => origin === location.origin || this.allowed.includes(origin),
      (fault) => ticket === this.ticket && this.tell(fault)
    );
  }

  private async draw(open?: () => Promise<TileReader>): Promise<void> {
    const ticket = ++this.ticket;
    const { map } = this;
    this.fault = null;
    if (!map) return;
    if (this.choice.kind === 'file' && !open) {
      this.wantedFile = this.choice.name;
      return;
    }
    this.opening = true;
    let readers: TileReader[] = [];
    try {
      readers = open ? [await open()] : this.openWeb();
    } catch (error) {
      this.tell(error);
    }
    if (ticket !== this.ticket) {
      for (const reader of readers) reader.close();
      return;
    }
    this.opening = false;
    this.drawer?.draw(map, readers, this.look);
    this.isShown = readers.length > 0;
    this.mostZoom = Math.max(0, ...readers.map((reader) => reader.mostZoom));
    this.attribution = [...new Set(readers.map((reader) => reader.attribution).filter(Boolean))].join(' · ');
    // A service without a box is as large as what can be looked at.
    this.isSecret = readers.some(({ mostZoom, box }) => isSecretScale(mostZoom, box ?? [116, 39, 117, 40]));
  }

  private openWeb(): TileReader[] {
    const { choice } = this;
    const fetcher = this.fetcher();
    const whole = { datum: 'wgs84', grid: null, box: null } as const;
    if (choice.kind === 'xyz')
      return [openWebMap({ ...choice, template: choice.address, grid: null, box: null }, fetcher)];
    if (choice.kind === 'wmts' && choice.chosen)
      return [openWebMap({ ...choice.chosen, datum: 'wgs84', leastZoom: 0, mostZoom: 18 }, fetcher)];
    if (choice.kind !== 'tianditu') return [];
    const { map, names, key } = choice;
    const layers = names ? [map, TIANDITU_MAPS[map]] : [map];
    return layers.map((layer) =>
      openWebMap(
        {
          ...whole,
          template: tiandituAddress(layer, key),
          leastZoom: 1,
          mostZoom: TIANDITU_MOST_ZOOM[map],
          attribution: TIANDITU_ATTRIBUTION
        },
        fetcher
      )
    );
  }

  private tell(error: unknown): void {
    this.fault =
      error instanceof TileFault ? { kind: error.kind, host: error.host } : { kind: 'notFile', host: '' };
  }
}
