import { beforeEach, expect, test, vi } from "vitest";

import { startPrintButtons } from "./print-button";

beforeEach(() => {
  document.body.innerHTML = '<button type="button" data-print hidden>In</button>';
});

test("the button shows itself and prints", () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);

  startPrintButtons();
  const button = document.querySelector("button");
  button?.click();

  expect(button?.hidden).toBe(false);
  expect(print).toHaveBeenCalledOnce();
});
