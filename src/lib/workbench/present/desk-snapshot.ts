import type { PresentDesk } from './present-desk.ts';

/** All of the desk that a story sets, as it was before. */
export type DeskSnapshot = ReturnType<typeof takeSnapshot>;

/** Notes what the pages of a story will set, so that it can be put back to the last bit. */
export function takeSnapshot(desk: PresentDesk) {
  const { views, legend, swipe, map } = desk;
  const { id, walkBy, areaBy, chosen, columns, score, present, settled, groups, point } = views;
  return {
    scene: desk.scene,
    desk: {
      ...{ outcome: desk.outcome, themed: desk.themed, area: desk.area, areaAsked: desk.areaAsked },
      ...{ selection: desk.selection, walk: desk.walk, showsAfter: desk.showsAfter, adding: desk.adding }
    },
    show: { ...desk.show },
    views: { id, walkBy, areaBy, chosen, columns, score, present, settled, groups, point },
    settings: legend.settings,
    filters: legend.filters,
    swipe: { left: swipe.left, right: swipe.right, at: swipe.at },
    camera: map && { center: map.getCenter(), zoom: map.getZoom() }
  };
}

/**
 * Puts the desk back as it was, but for the camera, which waits until the map has its old place. Where another study has come in between,
 * only how things are looked at.
 */
export function putBack(desk: PresentDesk, before: DeskSnapshot): void {
  desk.swipe.told = null;
  Object.assign(desk.swipe, before.swipe);
  Object.assign(desk.show, before.show);
  desk.legend.settings = before.settings;
  desk.legend.filters = before.filters;
  if (desk.scene !== before.scene) {
    desk.showsAfter = false;
    return;
  }
  const { areaAsked, area, ...rest } = before.desk;
  const isOtherArea = desk.areaAsked !== areaAsked;
  Object.assign(desk, rest);
  Object.assign(desk.views, before.views);
  // The tile worker holds the areas of a page: they are cut anew.
  if (isOtherArea) desk.areaAsked = areaAsked && { ...areaAsked };
  desk.area = area;
}
