/**
 * Sends changes: each is stored on the device first, then goes out in small batches until the server
 * says that it has committed them. Replays are harmless, so anything in doubt is sent again.
 *
 *   const outbox = new Outbox(store, opening, clock, { onState, onVerdict });
 *   await outbox.record({ q: 3, a: "b7" });
 */
import type { ServerClock } from "./clock";
import type { Store } from "./store";
import type { Change, Entry, Opening, SaveState } from "./types";

const SAVE_ADDRESS = "/luu-bai/";
const SETTLE_MS = 600;
const FIRST_RETRY_MS = 1500;
const LONGEST_RETRY_MS = 20_000;
const TIMEOUT_MS = 15_000;

export type Verdict = "taken_over" | "closed" | "refused";

export interface Listener {
  onState(state: SaveState, waiting: Entry[]): void;
  onVerdict(verdict: Verdict): void;
}

interface Answer {
  saved: number[];
  state: "saved" | Verdict;
  now?: number;
  result?: string;
}

export class Outbox {
  private waiting: Entry[] = [];
  private seq = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<boolean> | undefined;
  private retryMs = FIRST_RETRY_MS;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private readonly opening: Opening,
    private readonly clock: ServerClock,
    private readonly listener: Listener,
  ) {
    window.addEventListener("online", () => void this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.sendOnLeaving();
    });
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  get pending(): readonly Entry[] {
    return this.waiting;
  }

  /** Takes up what an earlier page of this device could not send. */
  async resume(): Promise<Entry[]> {
    this.waiting = (await this.store.list(this.opening.attempt)).sort(byOrder);
    if (this.waiting.length) void this.flush();
    return this.waiting;
  }

  /** Keeps a change on the device, then sends it soon. */
  async record(change: Omit<Change, "t">): Promise<void> {
    if (this.stopped) return;
    const { attempt, epoch, token } = this.opening;
    const entry: Entry = { attempt, epoch, seq: ++this.seq, token, change: { ...change, t: this.clock.now() } };
    this.waiting.push(entry);
    this.tell("busy");
    // A full or broken store must not keep the change from the server.
    await this.store.put(entry).catch(() => undefined);
    this.schedule(SETTLE_MS);
  }

  /** Sends all that waits; true when nothing waits any more. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    return this.sending;
  }

  /** Hands the test in after its last changes; gives the address of the result, or null without network. */
  async submit(): Promise<string | null> {
    await this.sending;
    if (!(await this.sendOlder())) return null;
    const mine = this.waiting.filter((entry) => entry.epoch === this.opening.epoch);
    const answer = await this.post(this.opening.token, mine, { submit: true });
    if (answer && !answer.result) this.stop(verdictOf(answer));
    if (!answer?.result) return null;
    await this.store.remove(mine);
    this.stopped = true;
    return answer.result;
  }

  /** Sends what is left and stops: the test goes on in another place. */
  giveWay(): void {
    if (this.stopped) return;
    void this.flush().finally(() => this.stopped || this.stop("taken_over"));
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async sendAll(): Promise<boolean> {
    while (this.waiting.length && !this.stopped) {
      const first = this.waiting[0]!;
      const group = this.waiting.filter((entry) => entry.epoch === first.epoch);
      const answer = await this.post(first.token, group);
      if (!answer) {
        this.tell("wait");
        this.schedule(this.retryMs * (0.75 + Math.random() / 2));
        this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
        return false;
      }
      this.retryMs = FIRST_RETRY_MS;
      await this.settle(group, answer);
    }
    this.tell(this.waiting.length ? "wait" : "saved");
    return !this.waiting.length;
  }

  private async sendOlder(): Promise<boolean> {
    const isOlder = (entry: Entry) => entry.epoch !== this.opening.epoch;
    return !this.waiting.some(isOlder) || this.flush();
  }

  /** Forgets what is committed; a verdict about this page's own epoch ends its work. */
  private async settle(group: Entry[], answer: Answer): Promise<void> {
    const isOwn = group[0]!.epoch === this.opening.epoch;
    const isOver = answer.state === "refused" || answer.state === "closed";
    const highest = Math.max(0, ...answer.saved);
    const done = group.filter((entry) => entry.seq <= highest || isOver);
    this.waiting = this.waiting.filter((entry) => !done.includes(entry));
    await this.store.remove(done);
    if (isOwn && answer.state !== "saved") this.stop(answer.state);
  }

  private stop(verdict: Verdict): void {
    this.stopped = true;
    this.listener.onVerdict(verdict);
  }

  /** One batch carries all that waits of an epoch under its highest number. */
  private body(group: Entry[], extra: object = {}): string {
    const events = new Map<string, Change>();
    for (const { change } of group) {
      const key = `${change.q}${"a" in change ? "a" : "f"}`;
      events.delete(key);
      events.set(key, change);
    }
    const seq = group.at(-1)?.seq ?? 0;
    const batches = group.length ? [{ seq, events: [...events.values()] }] : [];
    return JSON.stringify({ batches, ...extra });
  }

  private async post(token: string, group: Entry[], extra: object = {}): Promise<Answer | null> {
    try {
      const response = await fetch(SAVE_ADDRESS, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Bh-Attempt": token },
        body: this.body(group, extra),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer = (await response.json()) as Partial<Answer>;
      if (answer.now) this.clock.sync(answer.now);
      // Only the intake itself may say that something is over: a proxy's page is no verdict.
      const isVerdict = Array.isArray(answer.saved) || response.status === 403;
      return response.status < 500 && isVerdict ? { saved: [], state: "refused", ...answer } : null;
    } catch {
      return null;
    }
  }

  private sendOnLeaving(): void {
    const mine = this.waiting.filter((entry) => entry.epoch === this.opening.epoch);
    if (!mine.length || this.stopped) return;
    void fetch(SAVE_ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Bh-Attempt": this.opening.token },
      body: this.body(mine),
      keepalive: true,
    }).catch(() => undefined);
  }

  private tell(state: SaveState): void {
    this.listener.onState(state, this.waiting);
  }
}

function byOrder(one: Entry, other: Entry): number {
  return one.epoch - other.epoch || one.seq - other.seq;
}

function verdictOf(answer: Answer): Verdict {
  return answer.state === "saved" ? "refused" : answer.state;
}
