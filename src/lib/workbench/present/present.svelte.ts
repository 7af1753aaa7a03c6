import { tick } from 'svelte';
import type { Facts } from '../../report/facts.ts';
import type { MapAsk } from '../../report/pictures.ts';
import { makeStory } from '../../report/story/make-story.ts';
import type { StoryEdits, StoryField } from '../../report/story/story-edits.ts';
import type { Story, StoryPage } from '../../report/story/story.ts';
import type { Edits, Scene } from '../engine/scene.ts';
import { theme } from '../shell/theme.svelte.ts';
import { sentenceOf } from '../words/sentence.ts';
import { currentLanguage } from '../words/words.svelte.ts';
import { putBack, takeSnapshot, type DeskSnapshot } from './desk-snapshot.ts';
import type { Box, Frame } from './frame.ts';
import {
  addFrame,
  dropPage,
  editsOf,
  NO_STORY,
  placePage,
  resetPage,
  resetStory,
  rewrite,
  setHidden,
  shiftPage,
  tellingPages,
  type KeptStory,
  type TellingPage
} from './kept-story.ts';
import { enterFullScreen } from './full-screen.ts';
import type { PresentDesk } from './present-desk.ts';
import { Sceneries, type Scenery } from './sceneries.ts';
import { readUnitBox } from './unit-box.ts';
import { turnTo } from './story-keys.ts';

/** What a story was made of: of something else it is made anew. */
interface MadeOf {
  scene: Scene;
  edits: Edits;
  title: string;
  language: string;
  siting: unknown;
}

/**
 * The study told to a meeting: pages made from its facts, each with the live map. What the pages set on the desk is put back when it
 * ends; the question, the scenario and the history are not touched, so that nothing of it is ever kept.
 */
export class Present {
  /** What the user has changed of the pages: kept with the study. */
  kept = $state.raw<KeptStory>(NO_STORY);
  story = $state.raw<Story | null>(null);
  facts = $state.raw<Facts | null>(null);
  /** Pages fill the screen. */
  isOn = $state(false);
  isEditing = $state(false);
  isBlack = $state(false);
  /** The pages are being made; the map of the page is being worked out. */
  isMaking = $state(false);
  isTurning = $state(false);
  /** The page that is shown. */
  at = $state('');
  /** What the map shows; null: the page has none. */
  frame = $state.raw<Frame | null>(null);
  private readonly desk: PresentDesk;
  private madeOf: MadeOf | null = null;
  private before: DeskSnapshot | null = null;
  private wasPresenting = false;
  private focused: HTMLElement | null = null;
  private turn = 0;
  private sceneries: Sceneries | null = null;

  constructor(desk: PresentDesk) {
    this.desk = desk;
  }

  /** All pages in their order, hidden ones too. */
  readonly pages: readonly TellingPage[] = $derived.by(() =>
    this.story ? tellingPages(this.story, this.kept, currentLanguage()) : []
  );
  /** Pages that are shown one after the other: while the pages are edited all of them. */
  readonly told: readonly TellingPage[] = $derived(
    this.isEditing ? this.pages : this.pages.filter(({ isHidden }) => !isHidden)
  );
  readonly page: TellingPage | null = $derived(this.pages.find(({ id }) => id === this.at) ?? null);
  /** Place of the page among those that are told, from 0; −1: it is none of them. */
  readonly place: number = $derived(this.told.findIndex(({ id }) => id === this.at));

  /** Pages can be shown: something has been answered, and nothing is on its way that would overtake it. */
  get isReady(): boolean {
    const { scene, outcome, stale, importing } = this.desk;
    return scene !== null && outcome !== null && !stale && !importing;
  }

  /** What the user has changed, as reports take it. */
  get edits(): StoryEdits {
    return editsOf(this.kept, currentLanguage());
  }

  /** Takes what was kept with a study that comes onto the desk. */
  take(kept: KeptStory): void {
    this.leave();
    this.kept = kept;
    this.forget();
    this.at = '';
  }

  private forget(): void {
    this.story = null;
    this.facts = null;
    this.madeOf = null;
    this.sceneries = null;
  }

  /** Begins in full screen, by a click or a key press. */
  start(): Promise<void> {
    enterFullScreen();
    return this.begin();
  }

  /** Fills the page with the pages, from the one shown last; `isEditing` with the list of pages and texts to write in. */
  async begin(isEditing = false): Promise<void> {
    const { desk } = this;
    if (this.isOn || !this.isReady) return;
    desk.begin();
    desk.tools.measure(null);
    desk.plan.leave();
    this.focused = document.activeElement as HTMLElement | null;
    this.wasPresenting = theme.isPresenting;
    this.before = takeSnapshot(desk);
    desk.adding = null;
    // What the map shows from here on is of no scenario that is kept: nothing is fetched beside it.
    desk.showsAfter = true;
    this.isEditing = isEditing;
    this.isBlack = false;
    this.isOn = true;
    theme.isPresenting = true;
    if (!(await this.make())) {
      this.leave();
      return;
    }
    if (!this.isOn) return;
    await this.show(this.told.some(({ id }) => id === this.at) ? this.at : (this.told[0]?.id ?? ''));
  }

  /** Makes the pages where they are not yet there, or of something else; tells whether they are there. */
  async make(): Promise<boolean> {
    const { desk } = this;
    const { scene, edits, title, siting } = desk;
    if (!scene) return false;
    const of: MadeOf = { scene, edits, title, siting, language: currentLanguage() };
    const { madeOf } = this;
    if (this.story && madeOf && (Object.keys(of) as (keyof MadeOf)[]).every((key) => of[key] === madeOf[key]))
      return true;
    this.forget();
    this.isMaking = true;
    const made = await desk.makeFacts();
    this.isMaking = false;
    // Another study, or another state of it, is on the desk by now.
    if (!made || desk.scene !== scene || desk.edits !== edits) return false;
    const proposal = await desk.engine.proposal();
    const { engine, views } = desk;
    const told = { engine, scene, edits, proposal, facts: made, services: views.counted };
    this.sceneries = new Sceneries(told);
    this.facts = made;
    this.story = makeStory(made);
    this.madeOf = of;
    return true;
  }

  /** Ends the telling: the desk is as it was before. */
  leave(): void {
    const { desk, before } = this;
    if (!this.isOn || !before) return;
    this.turn++;
    this.isOn = false;
    this.isTurning = false;
    this.frame = null;
    this.before = null;
    putBack(desk, before);
    theme.isPresenting = this.wasPresenting;
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    const { camera } = before;
    const { focused } = this;
    void tick().then(() => {
      desk.map?.resize();
      if (camera && before.scene === desk.scene) desk.map?.jumpTo(camera);
      if (focused?.isConnected) focused.focus({ preventScroll: true });
    });
  }

  /** Turns to a page among those that are told. */
  async go(act: 'next' | 'back' | 'first' | 'last'): Promise<void> {
    const { told, place } = this;
    this.isBlack = false;
    if (told.length === 0) return;
    const to = told[turnTo(act, place, told.length)];
    if (to.id !== this.at) await this.show(to.id);
  }

  /** Shows a page: its texts at once, its map as soon as that is worked out. */
  async show(id: string): Promise<void> {
    const { desk } = this;
    const ticket = ++this.turn;
    this.at = id;
    const page = this.page;
    if (!page) return;
    this.isTurning = true;
    try {
      const scenery = (await this.sceneries?.of(page)) ?? null;
      if (ticket !== this.turn) return;
      this.set(scenery);
      if (scenery) await this.look(scenery.frame.box ?? this.boxOf(page));
      void this.readyNext(ticket);
    } catch (error) {
      if (ticket === this.turn) desk.failure = sentenceOf(error);
    } finally {
      if (ticket === this.turn) this.isTurning = false;
    }
  }

  /** Works out the pages that come next, one after the other, while this one is spoken to. */
  private async readyNext(ticket: number): Promise<void> {
    for (const next of this.told.slice(this.place + 1, this.place + 4)) {
      if (ticket !== this.turn) return;
      // What fails is told when the page is shown.
      await this.sceneries?.of(next).catch(() => undefined);
    }
  }

  /** Sets the desk for a page, all at once. */
  private set(scenery: Scenery | null): void {
    const { desk } = this;
    const { views, legend, swipe } = desk;
    this.frame = scenery?.frame ?? null;
    swipe.told = null;
    if (!scenery) return;
    const { frame, outcome, left, columns, score, present } = scenery;
    desk.walk = null;
    desk.selection = this.selectionOf();
    desk.outcome = outcome;
    views.id = frame.view.id;
    views.walkBy = frame.view.walkBy;
    views.areaBy = frame.view.areaBy;
    views.settle(outcome);
    Object.assign(views, { columns, score, present });
    Object.assign(desk.show, frame.show);
    legend.settings = { ...legend.settings, ...frame.looks };
    legend.filters = {
      ...{ groups: new Set(frame.hiddenGroups), marks: new Set(frame.hiddenMarks) },
      classes: { of: '', classes: new Set() }
    };
    const { question } = frame;
    if (frame.show.area && frame.state === 'now') desk.areaAsked = { question, by: views.bands };
    if (!left) return;
    Object.assign(swipe, { left: '', right: null, at: 0.5 });
    const { map } = this.page ?? {};
    swipe.told = { left, states: [map?.state ?? 'now', map?.after?.state ?? 'now'] };
  }

  private unitOf(page: TellingPage | null): number {
    const code = page?.map?.unit;
    return code === undefined ? -1 : (this.desk.scene?.units.findIndex((unit) => unit.code === code) ?? -1);
  }

  private selectionOf(): { kind: 'unit'; unit: number } | null {
    const unit = this.unitOf(this.page);
    return unit < 0 ? null : { kind: 'unit', unit };
  }

  private boxOf(page: TellingPage): Box | null {
    const { map, scene } = this.desk;
    const unit = this.unitOf(page);
    return map && scene && unit >= 0 ? readUnitBox(map, scene, unit) : null;
  }

  private async look(box: Box | null): Promise<void> {
    const { map, scene } = this.desk;
    if (!map || !scene) return;
    await tick();
    map.resize();
    const [west, south, east, north] = box ?? scene.bounds;
    map.fitBounds([west, south, east, north], { padding: box ? 8 : 44, animate: false });
  }

  /** What the map shows now, on the desk or on a page. */
  private capture(): Frame | null {
    const { desk, frame } = this;
    const { question, map, views, legend, show } = desk;
    if (!question || !map) return null;
    const box = map.getBounds().toArray().flat() as Box;
    if (this.isOn) return frame && { ...frame, box };
    const { settings, filters } = legend;
    const { id, walkBy, areaBy } = views;
    return {
      question: { ...question },
      ...(desk.showsAfter
        ? { state: 'after' as const, trial: desk.sitingEdits() }
        : { state: 'now' as const, trial: null }),
      view: { id, walkBy, areaBy },
      show: { ...show },
      looks: {
        ...{ order: [...settings.order], hidden: [...settings.hidden] },
        opacity: { ...settings.opacity }
      },
      ...{ hiddenMarks: [...filters.marks], hiddenGroups: [...filters.groups], box }
    };
  }

  /** Adds what the map shows now as a page, after the one that is shown (else before the last); gives its id, null where it can't be. */
  async add(texts: Pick<StoryPage, 'title' | 'text' | 'source'>): Promise<string | null> {
    const { desk } = this;
    const frame = this.capture();
    if (!frame || !(await this.make()) || !this.story) return null;
    const after = this.isOn ? this.at : (this.pages.at(-2)?.id ?? '');
    const { kept, id } = addFrame(this.story, this.kept, after, texts, frame, this.askOf(frame));
    await desk.setStory(kept);
    if (this.isOn) await this.show(id);
    else this.at = id;
    return id;
  }

  /** What reports can draw of a frame. */
  private askOf({ question, view, state }: Frame): Omit<MapAsk, 'isFurnished'> {
    const { measures = [] } = this.facts ?? {};
    const same = measures.filter(({ id }) => id === question.measure);
    const own = same.find(({ group }) => group === (question.of ?? question.walker)) ?? same.at(0);
    const show = state === 'after' ? 'sites' : view.id === 'uncovered' ? 'uncovered' : 'share';
    return { show, state, measure: own?.key ?? `${question.measure}/${question.walker}` };
  }

  private change(kept: KeptStory): Promise<void> {
    return this.desk.setStory(kept);
  }

  async write(id: string, field: StoryField, said: string): Promise<void> {
    const page = this.pages.find((each) => each.id === id);
    if (!this.story || !page || page[field] === said) return;
    await this.change(rewrite(this.story, this.kept, currentLanguage(), id, field, said));
  }

  async shift(id: string, by: -1 | 1): Promise<void> {
    if (this.story) await this.change(shiftPage(this.story, this.kept, id, by));
  }

  async hide(id: string, isHidden: boolean): Promise<void> {
    await this.change(setHidden(this.kept, id, isHidden));
  }

  /** Takes away a page of the user's own; the one beside it is shown. */
  async drop(id: string): Promise<void> {
    const at = this.pages.findIndex((page) => page.id === id);
    await this.change(dropPage(this.kept, id));
    if (this.at === id && this.isOn) await this.show(this.pages[Math.max(0, at - 1)]?.id ?? '');
  }

  /** Keeps for the page what its map shows now. */
  async keepPlace(): Promise<void> {
    const { map } = this.desk;
    if (!map || !this.frame) return;
    await this.change(placePage(this.kept, this.at, map.getBounds().toArray().flat() as Box));
  }

  async reset(id: string): Promise<void> {
    await this.change(resetPage(this.kept, id, currentLanguage()));
    if (this.isOn && this.at === id) await this.show(id);
  }

  async resetAll(): Promise<void> {
    await this.change(resetStory(this.kept));
    if (this.isOn && this.page) await this.show(this.at);
  }

  /** Undoes or does again a change of the pages: while they are shown, nothing else. */
  async step(by: 'undo' | 'redo'): Promise<void> {
    const { acts, done } = this.desk.history;
    const act = by === 'undo' ? acts[done - 1] : acts[done];
    if (act?.what === 'story') await (by === 'undo' ? this.desk.undo() : this.desk.redo());
    if (this.isOn && !this.page) await this.show(this.told[0]?.id ?? '');
  }
}
