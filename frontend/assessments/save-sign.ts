/**
 * Says how the answers stand: Đã lưu, Đang lưu, Chờ mạng, in one fixed place, and explains once below.
 *
 * It is read aloud only when the network goes and when all is saved again, not with each answer.
 */
import { say } from "./words";
import type { SaveState } from "./types";

export class SaveSign {
  private held = false;
  private isAway = false;

  constructor(private readonly root: ParentNode) {}

  show(state: SaveState, waiting: number): void {
    for (const sign of this.root.querySelectorAll<HTMLElement>("[data-save]")) {
      sign.classList.toggle("save--busy", state === "busy");
      sign.classList.toggle("save--wait", state === "wait");
      for (const icon of sign.querySelectorAll<HTMLElement>("[data-icon]")) {
        icon.hidden = icon.dataset["icon"] !== state;
      }
      const text = sign.querySelector("[data-save-text]");
      if (text && text.textContent !== say(state)) text.textContent = say(state);
    }
    if (this.held) return;
    if (state === "wait") this.goAway(waiting);
    else if (state === "saved") this.comeBack();
  }

  /** Shows a sentence that stays, whatever the network does. */
  tell(text: string): void {
    this.held = true;
    this.showLine(text);
    this.announce(text);
  }

  announce(text: string): void {
    const place = this.root.querySelector("[data-announce]");
    if (place) place.textContent = text;
  }

  private goAway(waiting: number): void {
    const text = say("offline", { n: waiting });
    this.showLine(text);
    if (!this.isAway) this.announce(text);
    this.isAway = true;
  }

  private comeBack(): void {
    this.hideLine();
    if (this.isAway) this.announce(say("back_online"));
    this.isAway = false;
  }

  private showLine(text: string): void {
    const line = this.root.querySelector<HTMLElement>("[data-line]");
    const place = line?.querySelector("[data-line-text]");
    if (!line || !place) return;
    place.textContent = text;
    line.hidden = false;
  }

  private hideLine(): void {
    const line = this.root.querySelector<HTMLElement>("[data-line]");
    if (line) line.hidden = true;
  }
}
