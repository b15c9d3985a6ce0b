import { afterEach, beforeEach, expect, test } from "vitest";

import { attachSheets } from "./sheet";

beforeEach(() => {
  document.body.innerHTML = `<a href="#filters" data-sheet-open>Lọc</a>
    <aside id="filters"><button data-sheet-close hidden>Đóng</button></aside><p id="rest">…</p>`;
  attachSheets(document);
});

afterEach(() => {
  sheet().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
});

const opener = () => document.querySelector<HTMLAnchorElement>("a")!;
const sheet = () => document.getElementById("filters")!;

test("it opens, takes the focus and says so", () => {
  opener().click();

  expect(sheet().classList.contains("is-open")).toBe(true);
  expect(opener().getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement).toBe(sheet());
});

test("Escape closes it and gives the focus back", () => {
  opener().click();
  sheet().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));

  expect(sheet().classList.contains("is-open")).toBe(false);
  expect(document.activeElement).toBe(opener());
});

test("a click outside closes it", () => {
  opener().click();
  document.getElementById("rest")!.click();

  expect(sheet().classList.contains("is-open")).toBe(false);
});
