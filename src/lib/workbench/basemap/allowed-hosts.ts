/** Where the page keeps whom it may fetch map tiles from; the script in app.html reads the same key. */
export const HOSTS_KEY = 'yike.tile-hosts';

/** What an allowed host looks like: scheme, name and port, nothing that a policy would read as more than one host. */
export const HOST_PATTERN = /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** The hosts that the user has allowed, as kept; not yet in force where the page has not been loaded since. */
export function readAllowed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(HOSTS_KEY) ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((each) => typeof each === 'string' && HOST_PATTERN.test(each))
      : [];
  } catch {
    return [];
  }
}

/** Keeps the hosts; false where the browser keeps nothing, so that no host can be allowed. */
export function writeAllowed(hosts: readonly string[]): boolean {
  try {
    if (hosts.length === 0) localStorage.removeItem(HOSTS_KEY);
    else localStorage.setItem(HOSTS_KEY, JSON.stringify([...new Set(hosts)].sort()));
    return true;
  } catch {
    return false;
  }
}

/** The hosts that the policy of this page lets through, beside its own. */
export function hostsInForce(): string[] {
  const content = document.querySelector<HTMLMetaElement>('meta[data-policy]')?.content ?? '';
  return content.split(/\s+/).filter((each) => HOST_PATTERN.test(each));
}
