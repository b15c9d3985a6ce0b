import { beforeEach, expect, test } from "vitest";

import { attachRail } from "./rail";

const page = (narrow: string) => `<div class="staff" data-staff ${narrow}>
  <button data-rail-fold hidden aria-expanded="true"></button></div>`;
const button = () => document.querySelector<HTMLButtonElement>("button")!;

beforeEach(() => {
  // Zero would end it within this millisecond, which the next line may still be in.
  document.cookie = "rail=; path=/; max-age=-1";
});

test("folding is remembered for the next page", () => {
  document.body.innerHTML = page("");
  attachRail(document);

  button().click();

  expect(document.querySelector(".staff--narrow")).not.toBeNull();
  expect(button().getAttribute("aria-expanded")).toBe("false");
  expect(document.cookie).toContain("rail=narrow");
});

test("a page that opens folded remembers nothing", () => {
  document.body.innerHTML = page("data-narrow");
  attachRail(document);

  button().click();

  expect(document.cookie).not.toContain("rail=");
});
