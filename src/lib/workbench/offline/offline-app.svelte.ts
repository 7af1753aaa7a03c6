/**
 * Keeps the app (not the data) in the browser, so that it opens without a network, and knows when a newer version of it
 * lies ready. Over plain http there is no service worker, and then nothing is kept.
 */
export class OfflineApp {
  /** `off`: not kept (yet); `kept`: opens without a network; `newer`: another version is ready. */
  state = $state<'off' | 'kept' | 'newer'>('off');
  #registration: ServiceWorkerRegistration | null = null;

  /** Begins once the app stands, so that the first start has the network to itself. Never fails. */
  async begin(): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    try {
      const ran = serviceWorker.controller !== null;
      const registration = await serviceWorker.register(new URL('./service-worker.js', document.baseURI));
      this.#registration = registration;
      registration.addEventListener('updatefound', () => this.#follow(registration.installing));
      this.#follow(registration.installing);
      if (registration.waiting) this.state = 'newer';
      else if (registration.active) this.state = 'kept';
      serviceWorker.addEventListener('controllerchange', () => {
        // Another tab took the newer version over; this one runs on with its own parts until it is loaded again.
        this.state = ran ? 'newer' : 'kept';
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
      });
    } catch {
      // Refused by the browser's settings or by a server that hands the script out wrongly: all works, with the network.
    }
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) this.state = 'newer';
      else if (worker.state === 'activated' && this.state === 'off') this.state = 'kept';
    });
  }

  /** Loads the page again, with the newer version. */
  renew(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over');
  }
}
