/** Asks before handing in: what is open, what is marked, what still waits; then hands in for good. */
import type { Countdown } from "./countdown";
import type { Outbox } from "./outbox";
import { find } from "./dom";
import type { SaveSign } from "./save-sign";
import type { Session } from "./session";
import { say } from "./words";

const RETRY_MS = 4000;

interface Surroundings {
  sign: SaveSign;
  goTo(address: string): void;
}

export class SubmitDialog {
  countdown: Countdown | undefined;
  isTimeOver = false;
  private readonly dialog: HTMLDialogElement;
  private isWanted = false;

  constructor(
    root: Document,
    private readonly session: Session,
    private readonly outbox: Outbox,
    private readonly around: Surroundings,
  ) {
    this.dialog = find<HTMLDialogElement>(root, "[data-submit-dialog]");
    for (const opener of root.querySelectorAll("[data-submit-open]")) {
      opener.addEventListener("click", () => this.open());
    }
    const map = find<HTMLDialogElement>(root, "[data-map-dialog]");
    find(root, "[data-map-open]").addEventListener("click", () => map.showModal());
    for (const dialog of [map, this.dialog]) {
      find(dialog, "[data-close]").addEventListener("click", () => dialog.close());
    }
    find(this.dialog, "[data-submit]").addEventListener("click", () => void this.submit());
  }

  open(): void {
    this.session.settleTyping();
    const states = this.session.listStates();
    const open = states.filter((state) => !state.isDone).map((state) => state.n);
    const marked = states.filter((state) => state.isFlagged).map((state) => state.n);
    find(this.dialog, "[data-submit-summary]").textContent = [
      open.length ? say("some_open", { list: open.join(", ") }) : say("all_answered", { all: states.length }),
      marked.length ? say("some_marked", { list: marked.join(", ") }) : "",
      this.sayTime(),
    ]
      .filter(Boolean)
      .join(" ");
    this.showSaved(states.length - open.length);
    const back = find<HTMLButtonElement>(this.dialog, "[data-submit-back]");
    const target = open[0] ?? marked[0];
    back.textContent = target ? say("look_again", { n: target }) : say("go_on");
    back.onclick = () => target && this.session.goTo(target);
    document.querySelector<HTMLDialogElement>("[data-map-dialog]")?.close();
    this.dialog.showModal();
    void this.outbox.flush().then(() => this.showSaved(states.length - open.length));
  }

  /** Hands in; without network it keeps trying, and says so. */
  async submit(): Promise<void> {
    this.isWanted = true;
    const button = find<HTMLButtonElement>(this.dialog, "[data-submit]");
    button.setAttribute("aria-busy", "true");
    button.textContent = say("sending");
    this.session.settleTyping();
    const address = await this.outbox.submit();
    if (address) {
      this.session.lock();
      this.around.goTo(address);
      return;
    }
    button.removeAttribute("aria-busy");
    button.textContent = say("hand_in");
    if (this.outbox.isStopped) {
      this.dialog.close();
      return;
    }
    find(this.dialog, "[data-submit-state]").textContent = say("cannot_hand_in");
    this.around.sign.announce(say("cannot_hand_in"));
    setTimeout(() => this.isWanted && this.retry(), RETRY_MS);
  }

  private retry(): void {
    if (this.dialog.open || this.isTimeOver) void this.submit();
    else this.isWanted = false;
  }

  private showSaved(answered: number): void {
    const waiting = this.outbox.pending.length;
    const notice = find(this.dialog, "[data-submit-notice]");
    notice.classList.toggle("notice--ok", !waiting);
    notice.classList.toggle("notice--warn", waiting > 0);
    find(this.dialog, "[data-submit-state]").textContent = waiting
      ? say("state_waiting", { n: waiting })
      : say("state_saved", { n: answered });
  }

  private sayTime(): string {
    if (!this.countdown) return "";
    const left = this.countdown.secondsLeft;
    return say("time_left", { minutes: Math.floor(left / 60), seconds: left % 60 });
  }
}
