/**
 * Sends one file in parts and goes on after pauses, lost lines and reloads.
 *
 *   const transfer = new Transfer(file, { begin, chunk, token, onChange });
 *   await transfer.run();      // resolves when the server has all of it or refused it
 */

export type Stage = "sending" | "paused" | "offline" | "checking" | "done" | "refused";

export interface Snapshot {
  stage: Stage;
  id: string;
  sent: number;
  total: number;
  /** Bytes a second over the last parts; 0 while unknown. */
  speed: number;
  reason: string;
  fileId: string;
}

export interface Options {
  begin: string;
  chunk: number;
  token: string;
  onChange: (snapshot: Snapshot) => void;
  /** An upload that was begun before. */
  id?: string;
  fetch?: typeof fetch;
  wait?: (milliseconds: number) => Promise<void>;
}

interface Answer {
  id: string;
  offset: number;
  error?: string;
  file: { id: string; state: string; reason: string };
}

class Refusal extends Error {}

const GONE: Answer = { id: "", offset: 0, file: { id: "", state: "", reason: "" } };

/** Names an upload, so that asking again for one whose answer was lost makes no second file. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Transfer {
  private stage: Stage = "sending";
  private sent = 0;
  private speed = 0;
  private reason = "";
  private fileId = "";
  private id: string;
  private readonly key = newKey();
  private abort = new AbortController();
  private resumed: (() => void) | null = null;

  constructor(
    private readonly file: File,
    private readonly options: Options,
  ) {
    this.id = options.id ?? "";
  }

  pause(): void {
    if (this.stage !== "sending" && this.stage !== "offline") return;
    this.set("paused");
    this.abort.abort();
  }

  resume(): void {
    if (this.stage !== "paused") return;
    this.abort = new AbortController();
    this.set("sending");
    this.resumed?.();
  }

  async cancel(): Promise<void> {
    this.set("refused");
    this.abort.abort();
    this.resumed?.();
    if (this.id) await this.ask("DELETE", this.address()).catch(() => undefined);
  }

  async run(): Promise<Snapshot> {
    let delay = 1000;
    while (!this.isOver()) {
      try {
        await this.step();
        delay = 1000;
      } catch (error) {
        if (error instanceof Refusal) this.refuse(error.message);
        else if (this.stage === "paused") await new Promise<void>((go) => (this.resumed = go));
        else if (!this.isOver()) {
          this.set("offline");
          await (this.options.wait ?? pause)(delay);
          delay = Math.min(delay * 2, 30_000);
        }
      }
    }
    return this.snapshot();
  }

  snapshot(): Snapshot {
    const { stage, id, sent, speed, reason, fileId } = this;
    return { stage, id, sent, speed, reason, fileId, total: this.file.size };
  }

  private async step(): Promise<void> {
    if (this.stage === "checking") return this.checkOnce();
    if (!this.id) {
      const { name, size, type } = this.file;
      const claim = JSON.stringify({ name, size, type, key: this.key });
      this.take(await this.ask("POST", this.options.begin, claim));
    } else if (this.stage === "offline" || this.sent === 0) {
      this.take(await this.ask("GET", this.address()));
      // The server has forgotten it: the next step begins anew.
      if (!this.id) return;
    }
    if (this.stage === "paused") throw new Error("paused");
    if (this.stage === "offline") this.set("sending");
    if (this.stage === "sending") await this.sendPart();
  }

  private async sendPart(): Promise<void> {
    const started = performance.now();
    const part = this.file.slice(this.sent, this.sent + this.options.chunk);
    const before = this.sent;
    this.take(await this.ask("PUT", this.address(), part, { "Upload-Offset": String(before) }));
    const seconds = Math.max((performance.now() - started) / 1000, 0.001);
    const now = (this.sent - before) / seconds;
    this.speed = this.speed ? this.speed * 0.8 + now * 0.2 : now;
    this.options.onChange(this.snapshot());
  }

  private async checkOnce(): Promise<void> {
    await (this.options.wait ?? pause)(1500);
    const base = this.options.begin.replace(/tai-len\/$/, "");
    const response = await this.request("GET", `${base}${this.fileId}/trang-thai/`);
    this.settle((await response.json()) as Answer["file"]);
  }

  private take(answer: Answer): void {
    this.id = answer.id ?? this.id;
    this.sent = answer.offset;
    if (answer.file) this.settle(answer.file);
    this.options.onChange(this.snapshot());
  }

  private settle(file: Answer["file"]): void {
    this.fileId = file.id;
    if (file.state === "refused") this.refuse(file.reason);
    else if (file.state === "ready") this.set("done");
    else if (file.state === "processing") this.set("checking");
  }

  private async ask(
    method: string,
    url: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.request(method, url, body, headers);
    if (response.status === 204) return GONE;
    const answer = (await response.json()) as Answer;
    if (response.ok) return answer;
    const isForgotten = response.status === 404 || response.status === 410;
    if (isForgotten && method === "GET" && this.options.id === this.id) return GONE;
    if (response.status === 409 && typeof answer.offset === "number") return { ...answer, id: this.id };
    throw new Refusal(answer.error ?? "");
  }

  private async request(
    method: string,
    url: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const send = this.options.fetch ?? fetch;
    const response = await send(url, {
      method,
      body,
      signal: method === "DELETE" ? null : this.abort.signal,
      headers: { Accept: "application/json", "X-CSRFToken": this.options.token, ...headers },
    });
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    return response;
  }

  private address(): string {
    return `${this.options.begin}${this.id}/`;
  }

  private isOver(): boolean {
    return this.stage === "done" || this.stage === "refused";
  }

  private refuse(reason: string): void {
    this.reason = reason;
    this.set("refused");
  }

  private set(stage: Stage): void {
    this.stage = stage;
    this.options.onChange(this.snapshot());
  }
}
