/**
 * The waiting room: counts down on the page and begins by itself, once, a little after the opening, at
 * a moment drawn for each pupil, so that a thousand do not knock in the same second.
 *
 *   <form data-player data-wait="65000" data-jitter="3000">…</form>
 */
import { say } from "./words";

export function waitForOpening(form: HTMLFormElement): void {
  const wait = Number(form.dataset["wait"]);
  if (!wait) return;
  const opensAt = performance.now() + wait;
  const button = form.querySelector("button");
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  const left = place?.querySelector("[data-waiting-left]");
  if (button) button.hidden = true;
  if (place) place.hidden = false;
  const show = () => {
    const seconds = Math.max(0, Math.ceil((opensAt - performance.now()) / 1000));
    if (left) left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const ticking = setInterval(show, 1000);
  show();
  setTimeout(() => {
    clearInterval(ticking);
    if (button) button.hidden = false;
    if (form.checkValidity()) return form.requestSubmit();
    // Code or promise is missing: it cannot begin by itself, and the button now waits below.
    const text = place?.closest("p");
    if (text) text.textContent = say("now_open");
  }, wait + Math.random() * Number(form.dataset["jitter"] ?? 0));
}
