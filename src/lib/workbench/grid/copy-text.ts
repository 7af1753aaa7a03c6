/**
 * Puts text on the clipboard, be the page a secure context or not; false where the browser refuses. Plain http has no clipboard of its
 * own: the text is put into the event that copying a selected letter raises, so that the page need not lay out megabytes of it.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, or the page is not in front: the old way may still do.
    }
  }
  const area = document.createElement('textarea');
  area.value = '.';
  area.style.position = 'fixed';
  area.style.opacity = '0';
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  let taken = false;
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', put, true);
  try {
    return document.execCommand('copy') && taken;
  } finally {
    document.removeEventListener('copy', put, true);
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
