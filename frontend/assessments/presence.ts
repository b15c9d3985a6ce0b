/**
 * Signs of life to the proctor of a computer room, every 30 seconds, with how often the test's window
 * lost the focus; and the question, at any test's end, whether the end has moved.
 *
 *   const presence = new Presence(opening.token, onTold); presence.start(); await presence.ask();
 */
const ADDRESS = "/luu-bai/nhip/";
const EVERY_MS = 30_000;
const TIMEOUT_MS = 8000;

export interface Told {
  state: "open" | "taken_over" | "closed";
  ends_at: number;
  now: number;
}

export class Presence {
  private losses = 0;
  private awaySince: number | undefined;
  private awayMs = 0;

  constructor(
    private readonly token: string,
    private readonly onTold: (told: Told) => void,
  ) {}

  start(): void {
    window.addEventListener("blur", () => this.leave());
    window.addEventListener("focus", () => this.comeBack());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
      else this.comeBack();
    });
    void this.ask();
    setInterval(() => void this.ask(), EVERY_MS + Math.random() * 3000);
  }

  /** Tells what was counted since the last time; null when nobody answers. */
  async ask(): Promise<Told | null> {
    const focus = this.losses;
    const away = Math.round(this.awayMs / 1000);
    try {
      const response = await fetch(ADDRESS, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Bh-Attempt": this.token },
        body: JSON.stringify({ focus, away }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) return null;
      const told = (await response.json()) as Told;
      this.losses -= focus;
      this.awayMs -= away * 1000;
      this.onTold(told);
      return told;
    } catch {
      return null;
    }
  }

  private leave(): void {
    if (this.awaySince !== undefined) return;
    this.awaySince = performance.now();
    this.losses += 1;
  }

  private comeBack(): void {
    if (this.awaySince === undefined) return;
    this.awayMs += performance.now() - this.awaySince;
    this.awaySince = undefined;
  }
}
