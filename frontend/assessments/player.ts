/**
 * The player: opens the attempt, shows one question at a time, keeps and sends every change.
 *
 *   <form data-player data-running data-back="…">…</form>
 */
import { Countdown } from "./countdown";
import { attachKeys } from "./keys";
import { attachZoom, placeFiles } from "./markup";
import { Outbox } from "./outbox";
import { find } from "./dom";
import { SaveSign } from "./save-sign";
import { Session } from "./session";
import { openStore } from "./store";
import { SubmitDialog } from "./submit-dialog";
import { say } from "./words";
import type { Opening, Paper } from "./types";

export async function startPlayer(form: HTMLFormElement): Promise<void> {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void open(form);
  });
  if (form.hasAttribute("data-running")) await open(form);
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
    fault.textContent = error instanceof Refusal ? error.message : say("fault");
    fault.hidden = false;
  }
}

class Refusal extends Error {}

async function post<T>(form: HTMLFormElement): Promise<T> {
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new FormData(form),
  });
  if (response.ok) return (await response.json()) as T;
  if (response.status >= 500) throw new Error(String(response.status));
  const told = (await response.json().catch(() => ({}))) as { error?: string };
  throw new Refusal(told.error ?? say("refused"));
}

async function run(form: HTMLFormElement, opening: Opening, paper: Paper): Promise<void> {
  const sign = new SaveSign(document);
  const outbox = new Outbox(await openStore(), opening, {
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
  const countdown = new Countdown(opening.ends_at, opening.now, () => {
    session.lock();
    sign.tell(say("time_over"));
    dialog.isTimeOver = true;
    void dialog.submit();
  });
  dialog.countdown = opening.has_clock ? countdown : undefined;
  countdown.start(opening.has_clock ? find(document, "[data-clock]") : null, (text) => sign.announce(text));
}

function withWayBack(address: string, back: string | undefined): string {
  return back ? `${address}?next=${encodeURIComponent(back)}` : address;
}
