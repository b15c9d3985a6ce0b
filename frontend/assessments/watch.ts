/**
 * Renews the rows of the proctor's screen every 15 seconds while somebody looks at it.
 *
 *   <div data-watch="/coi-thi/…/?phan=1">…</div>
 */
const EVERY_MS = 15_000;

export function keepWatching(place: HTMLElement): void {
  setInterval(() => void renew(place), EVERY_MS);
}

export async function renew(place: HTMLElement): Promise<void> {
  // A button that is about to be pressed must not go away under the finger.
  if (document.visibilityState === "hidden" || place.contains(document.activeElement)) return;
  try {
    const response = await fetch(place.dataset["watch"] ?? "", { headers: { Accept: "text/html" } });
    if (response.ok && !response.redirected) place.innerHTML = await response.text();
  } catch {
    // The next time may find the network again; the time on the page says how old it is.
  }
}
