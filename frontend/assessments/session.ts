/** The state of the page: which question is seen, what is answered, marked and still waiting. */
import type { Outbox } from "./outbox";
import { buildMaps, showMaps, type ItemState } from "./question-map";
import { find } from "./dom";
import { renderPaper } from "./render";
import { isBlank, type Entry, type Opening, type Paper, type Value } from "./types";

const TYPING_MS = 400;
const ESSAY_MS = 3000;
const ADDRESS = /^#cau-(\d+)$/;

export class Session {
  current = 1;
  private readonly values = new Map<number, Value>();
  private readonly flags = new Set<number>();
  private readonly typing = new Map<number, ReturnType<typeof setTimeout>>();
  private sections: HTMLElement[] = [];

  constructor(
    private readonly root: Document,
    private readonly paper: Paper,
    private readonly opening: Opening,
    private readonly outbox: Outbox,
  ) {}

  get count(): number {
    return this.paper.items.length;
  }

  /** Shows the paper with what the server knows, and on top what only this device knows. */
  begin(kept: readonly Entry[]): void {
    this.restore(kept);
    this.sections = renderPaper(this.paper, this.values, (n, value, isTyping) =>
      this.change(n, value, isTyping),
    );
    const questions = find(this.root, "[data-questions]");
    questions.replaceChildren(...this.sections);
    buildMaps(this.root, this.count);
    find(this.root, "[data-intro]").hidden = true;
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-side], [data-foot], [data-save], [data-questions], .exam__bar [data-submit-open]")) {
      part.hidden = false;
    }
    this.root.defaultView?.addEventListener("hashchange", () => this.followChange());
    this.root.addEventListener("click", (event) => this.followLink(event));
    for (const button of this.root.querySelectorAll("[data-flag]")) {
      button.addEventListener("click", () => this.toggleFlag());
    }
    // Before the outbox hears of it, so that it sends what was being typed.
    this.root.addEventListener("visibilitychange", () => this.settleTyping(), true);
    this.readAddress();
    this.focusTitle();
  }

  listStates(): ItemState[] {
    const waiting = new Set(this.outbox.pending.map((entry) => entry.change.q));
    return this.paper.items.map(({ n }) => ({
      n,
      isDone: !isBlank(this.values.get(n)),
      isWaiting: waiting.has(n) && !isBlank(this.values.get(n)),
      isFlagged: this.flags.has(n),
    }));
  }

  show(n: number): void {
    this.current = Math.min(Math.max(n, 1), this.count);
    this.sections.forEach((section, index) => (section.hidden = index + 1 !== this.current));
    const previous = find<HTMLAnchorElement>(this.root, "[data-previous]");
    const next = find<HTMLAnchorElement>(this.root, "[data-next]");
    previous.href = `#cau-${Math.max(1, this.current - 1)}`;
    if (this.current === 1) previous.setAttribute("aria-disabled", "true");
    else previous.removeAttribute("aria-disabled");
    next.href = `#cau-${Math.min(this.count, this.current + 1)}`;
    next.hidden = this.current === this.count;
    find(this.root, "[data-last]").hidden = this.current !== this.count;
    this.showStates();
  }

  /** Goes to a question as a link does, so that the browser's back button works. */
  goTo(n: number): void {
    if (n < 1 || n > this.count) return;
    location.hash = `#cau-${n}`;
    // The event comes later: a key pressed before it would answer the question that was left.
    this.followAddress();
  }

  showStates(): void {
    showMaps(this.root, this.listStates(), this.current);
    for (const button of this.root.querySelectorAll("[data-flag]")) {
      button.setAttribute("aria-pressed", String(this.flags.has(this.current)));
    }
  }

  toggleFlag(): void {
    const n = this.current;
    if (!this.flags.delete(n)) this.flags.add(n);
    void this.outbox.record({ q: n, f: this.flags.has(n) });
    this.showStates();
  }

  /** Sends what is being typed at once. */
  settleTyping(): void {
    for (const [n, timer] of this.typing) {
      clearTimeout(timer);
      void this.outbox.record({ q: n, a: this.values.get(n) ?? null });
    }
    this.typing.clear();
  }

  lock(): void {
    this.settleTyping();
    for (const section of this.sections) section.inert = true;
  }

  private change(n: number, value: Value, isTyping: boolean): void {
    this.values.set(n, value);
    clearTimeout(this.typing.get(n));
    this.typing.delete(n);
    if (isTyping) {
      const wait = () => {
        this.typing.delete(n);
        void this.outbox.record({ q: n, a: this.values.get(n) ?? null });
      };
      // A whole essay goes out each time: fewer, larger batches.
      const isEssay = this.paper.items[n - 1]?.type === "essay";
      this.typing.set(n, setTimeout(wait, isEssay ? ESSAY_MS : TYPING_MS));
    } else {
      void this.outbox.record({ q: n, a: value });
    }
    this.showStates();
  }

  private restore(kept: readonly Entry[]): void {
    for (const [n, { a }] of Object.entries(this.opening.answers)) this.values.set(Number(n), a);
    for (const n of this.opening.flags) this.flags.add(n);
    for (const { epoch, seq, change } of kept) {
      const known = this.opening.answers[change.q];
      const isNewer = !known || epoch > known.epoch || (epoch === known.epoch && seq > known.seq);
      if (change.a !== undefined && isNewer) this.values.set(change.q, change.a);
      if (change.f === true) this.flags.add(change.q);
      if (change.f === false) this.flags.delete(change.q);
    }
  }

  private readAddress(): void {
    const found = ADDRESS.exec(location.hash);
    this.show(found ? Number(found[1]) : this.firstOpen());
  }

  /** The browser's back button; what goTo followed already comes here too, and must not move the focus again. */
  private followChange(): void {
    const found = ADDRESS.exec(location.hash);
    if (found && Number(found[1]) !== this.current) this.followAddress();
  }

  /** Links to questions go there at once, as keys do. */
  private followLink(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#cau-']");
    const found = link && ADDRESS.exec(link.hash);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.goTo(Number(found[1]));
  }

  private followAddress(): void {
    if (!ADDRESS.test(location.hash)) return;
    this.readAddress();
    this.root.querySelector<HTMLDialogElement>("[data-map-dialog]")?.close();
    this.focusTitle();
    this.root.defaultView?.scrollTo(0, 0);
  }

  /** What had the focus is hidden now; readers go on from the question's number. */
  private focusTitle(): void {
    find(this.sections[this.current - 1]!, ".q__title").focus({ preventScroll: true });
  }

  private firstOpen(): number {
    return this.listStates().find((state) => !state.isDone)?.n ?? 1;
  }
}
