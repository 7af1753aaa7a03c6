/** What is done with a map, in pixels of its element. */
export interface Gestures {
  move(px: number, py: number): void;
  zoom(factor: number, left: number, top: number): void;
  /** The pointer rests here, or was tapped here. */
  point(left: number, top: number): void;
  leave(): void;
}

/** Follows mouse, pen and fingers on a map: drag, wheel, pinch, hover and tap. What lies upon the map keeps its own. */
export function followGestures(element: HTMLElement, gestures: Gestures): void {
  const held = new Map<number, { x: number; y: number }>();
  const within = (event: MouseEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const isOfMap = (event: Event): boolean => event.target instanceof HTMLCanvasElement;

  element.addEventListener('pointerdown', (event) => {
    if (!isOfMap(event) || (event.pointerType === 'mouse' && event.button !== 0)) return;
    element.setPointerCapture(event.pointerId);
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    element.classList.add('held');
    if (event.pointerType !== 'mouse' && held.size === 1) gestures.point(...within(event));
  });
  element.addEventListener('pointermove', (event) => {
    const was = held.get(event.pointerId);
    if (!was) {
      if (event.pointerType === 'mouse' && isOfMap(event)) gestures.point(...within(event));
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    if (!other) {
      if (now.x !== was.x || now.y !== was.y) gestures.move(now.x - was.x, now.y - was.y);
      return;
    }
    // Two fingers: the middle moves by half of what this one moved, and the gap between them is the zoom.
    gestures.move((now.x - was.x) / 2, (now.y - was.y) / 2);
    const gap = (place: { x: number; y: number }) => Math.hypot(place.x - other.x, place.y - other.y);
    if (gap(was) < 1 || gap(now) < 1) return;
    const box = element.getBoundingClientRect();
    gestures.zoom(gap(now) / gap(was), (now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top);
  });
  const release = (event: PointerEvent) => {
    held.delete(event.pointerId);
    if (held.size === 0) element.classList.remove('held');
  };
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);
  element.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && !held.has(event.pointerId)) gestures.leave();
  });
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // Lines and pages of old mice as pixels; one notch is about 100.
      const px = event.deltaY * [1, 33, 400][event.deltaMode];
      gestures.zoom(Math.exp(-Math.max(-300, Math.min(300, px)) / 350), ...within(event));
    },
    { passive: false }
  );
}
