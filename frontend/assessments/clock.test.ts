import { afterEach, describe, expect, it, vi } from "vitest";
import { ServerClock } from "./clock";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the server's time on a device", () => {
  it("goes on evenly when the device's clock is changed", () => {
    vi.useFakeTimers();
    const clock = new ServerClock(1_000_000);
    vi.spyOn(Date, "now").mockReturnValue(0);

    vi.advanceTimersByTime(60_000);

    expect(clock.now()).toBe(1_060_000);
  });

  it("follows the server after the device has slept, and not every jitter of the line", () => {
    vi.useFakeTimers();
    const clock = new ServerClock(1_000_000);

    clock.sync(1_000_900);
    const afterJitter = clock.now();
    clock.sync(1_300_000);

    expect(afterJitter).toBe(1_000_000);
    expect(clock.now()).toBe(1_300_000);
  });
});
