import { beforeEach, expect, test, vi } from "vitest";

import { attachToasts, TOAST_MS } from "./toast";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <div id="ok" role="status" data-toast><button data-toast-close hidden></button></div>
    <div id="bad" role="alert" data-toast><button data-toast-close hidden></button></div>`;
  attachToasts(document);
});

const shown = (id: string) => document.getElementById(id) !== null;

test("a confirmation goes after six seconds", () => {
  vi.advanceTimersByTime(TOAST_MS);

  expect(shown("ok")).toBe(false);
});

test("a failure stays until it is closed", () => {
  vi.advanceTimersByTime(TOAST_MS * 10);
  expect(shown("bad")).toBe(true);

  document.querySelector<HTMLButtonElement>("#bad button")!.click();
  expect(shown("bad")).toBe(false);
});

test("the clock stands still while the toast has the focus", () => {
  const toast = document.getElementById("ok")!;

  toast.dispatchEvent(new Event("focusin"));
  vi.advanceTimersByTime(TOAST_MS * 2);
  expect(shown("ok")).toBe(true);

  toast.dispatchEvent(new Event("focusout"));
  vi.advanceTimersByTime(TOAST_MS);
  expect(shown("ok")).toBe(false);
});
