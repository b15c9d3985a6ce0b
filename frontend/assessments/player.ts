/**
 * The player: opens the attempt, shows one question at a time, keeps and sends every change.
 *
 *   <form data-player data-running data-back="…">…</form>
 */
import { attachCalculator } from "./calculator";
import { ServerClock } from "./clock";
import { Countdown } from "./countdown";
import { attachKeys } from "./keys";
import { attachZoom, placeFiles } from "./markup";
import { Outbox } from "./outbox";
import { Presence } from "./presence";
import { find } from "./dom";
import { SaveSign } from "./save-sign";
import { Session } from "./session";
import { openStore } from "./store";
import { SubmitDialog } from "./submit-dialog";
import { announceTakeover } from "./takeover";
import { waitForOpening } from "./waiting";
import { proveBrowser } from "./safe-browser";
import { say } from "./words";
import type { Opening, Paper } from "./types";

export async function startPlayer(form: HTMLFormElement): Promise<void> {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void open(form);
  });
  if (form.hasAttribute("data-running")) await open(form);
  else waitForOpening(form);
}

async function open(form: HTMLFormElement): Promise<void> {
  const button = find<HTMLButtonElement>(form, "button");
  const fault = document.querySelector<HTMLElement>("[data-fault]");
  button.setAttribute("aria-busy", "true");
  try {
    const opening = await post<Opening>(form);
    const paper = (await (await fetch(opening.paper)).json()) as Paper;
    placeFiles(opening.files);
    attachZoom(document);
    await run(form, opening, paper);
  } catch (error) {
    button.removeAttribute("aria-busy");
    if (!fault) throw error;
    find(fault, "[data-fault-text]").textContent = error instanceof Refusal ? error.message : say("fault");
    fault.hidden = false;
  }
}

class Refusal extends Error {}

async function post<T>(form: HTMLFormElement): Promise<T> {
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json", ...proveBrowser() },
    // Not multipart: that would make the server ready for files.
    body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
  });
  if (response.ok) return (await response.json()) as T;
  if (response.status >= 500) throw new Error(String(response.status));
  const told = (await response.json().catch(() => ({}))) as { error?: string };
  throw new Refusal(told.error ?? say("refused"));
}

async function run(form: HTMLFormElement, opening: Opening, paper: Paper): Promise<void> {
  const sign = new SaveSign(document);
  const clock = new ServerClock(opening.now);
  const outbox = new Outbox(await openStore(), opening, clock, {
    onState: (state, waiting) => {
      sign.show(state, waiting.length);
      session.showStates();
    },
    onVerdict: (verdict) => {
      session.lock();
      sign.tell(say(verdict === "taken_over" ? "taken_over" : "refused"));
    },
  });
  const session = new Session(document, paper, opening, outbox);
  session.begin(await outbox.resume());
  const dialog = new SubmitDialog(document, session, outbox, {
    sign,
    goTo: (address) => location.assign(withWayBack(address, form.dataset["back"])),
  });
  attachKeys(document, session);
  const place = opening.has_clock ? find(document, "[data-clock]") : null;
  const countdown = new Countdown(opening.ends_at, clock, () => void end());
  const start = () => countdown.start(place, (text) => sign.announce(text));
  const presence = new Presence(opening.token, (told) => {
    clock.sync(told.now);
    countdown.moveEnd(told.ends_at);
    if (told.state === "taken_over") outbox.giveWay();
  });
  // The end may have moved: extra time comes with the answer.
  const end = async () => {
    if (outbox.isStopped) return;
    await presence.ask();
    if (countdown.secondsLeft > 0) return start();
    session.lock();
    sign.tell(say("time_over"));
    dialog.isTimeOver = true;
    void dialog.submit();
  };
  dialog.countdown = opening.has_clock ? countdown : undefined;
  start();
  announceTakeover(opening, () => outbox.giveWay());
  if (opening.is_watched) presence.start();
  if (opening.has_calculator) attachCalculator(document);
}

function withWayBack(address: string, back: string | undefined): string {
  return back ? `${address}?next=${encodeURIComponent(back)}` : address;
}
