/**
 * The server's time on this device: a monotonic counter from the last word of the server, so that a
 * device whose clock is wrong, or is changed meanwhile, shows and stamps the same time as all others.
 *
 *   const clock = new ServerClock(opening.now); clock.now(); clock.sync(answer.now);
 */
const TOLERANCE_MS = 1500;

export class ServerClock {
  private base: number;
  private since: number;

  constructor(serverNow: number) {
    this.base = serverNow;
    this.since = performance.now();
  }

  now(): number {
    return Math.round(this.base + performance.now() - this.since);
  }

  /** Takes the server's time again: the counter may have stood still while the device slept. */
  sync(serverNow: number): void {
    if (Math.abs(serverNow - this.now()) <= TOLERANCE_MS) return;
    this.base = serverNow;
    this.since = performance.now();
  }
}
