/** The clock: server time, shown each second, announced at 10, 5 and 1 minutes, never blinking. */
import type { ServerClock } from "./clock";
import { say } from "./words";

const ANNOUNCED = [10, 5, 1];
const LAST_MINUTES = 5;

export class Countdown {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private endsAt: number,
    private readonly clock: ServerClock,
    private readonly onEnd: () => void,
  ) {}

  get secondsLeft(): number {
    return Math.max(0, Math.round((this.endsAt - this.clock.now()) / 1000));
  }

  /** Takes another end: extra time, or the proctor's ending. */
  moveEnd(endsAt: number): void {
    this.endsAt = endsAt;
  }

  start(place: HTMLElement | null, announce: (text: string) => void): void {
    let before = this.secondsLeft;
    const tick = () => {
      const left = this.secondsLeft;
      if (place) show(place, left);
      // A device that slept may pass several; the smallest is what counts.
      const passed = ANNOUNCED.filter((minutes) => left <= minutes * 60 && minutes * 60 < before);
      if (passed.length) announce(say("minutes_left", { n: Math.min(...passed) }));
      before = left;
      if (left === 0) {
        clearInterval(this.timer);
        this.onEnd();
      }
    };
    if (place) place.hidden = false;
    clearInterval(this.timer);
    this.timer = setInterval(tick, 1000);
    tick();
  }
}

function show(clock: HTMLElement, left: number): void {
  const text = clock.querySelector("[data-clock-text]");
  const minutes = Math.floor(left / 60);
  if (text) text.textContent = `${minutes}:${String(left % 60).padStart(2, "0")}`;
  clock.classList.toggle("clock--last", minutes < LAST_MINUTES);
}
