/**
 * Tells other tabs of this browser at once that the test goes on here; other devices hear of it with
 * their next save.
 *
 *   announceTakeover(opening, () => outbox.giveWay());
 */
import type { Opening } from "./types";

export function announceTakeover(opening: Opening, onTakenOver: () => void): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(`benhoc-attempt-${opening.attempt}`);
  channel.addEventListener("message", (event: MessageEvent<{ epoch: number }>) => {
    if (event.data.epoch > opening.epoch) onTakenOver();
  });
  channel.postMessage({ epoch: opening.epoch });
}
