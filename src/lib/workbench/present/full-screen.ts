/** Fills the screen, where the browser allows it: it must be asked for within a click or a key press. */
export function enterFullScreen(): void {
  if (!document.fullscreenElement) void document.documentElement.requestFullscreen().catch(() => undefined);
}
