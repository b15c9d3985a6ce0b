import { expect, test } from "vitest";

import { attachPreviews } from "./preview";

test("a theme shows at once, and the system's choice takes it away", () => {
  document.body.innerHTML = `<fieldset data-preview="theme">
    <input type="radio" name="t" value="dark"><input type="radio" name="t" value=""></fieldset>`;
  attachPreviews(document);
  const [dark, system] = document.querySelectorAll("input");

  dark!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(document.documentElement.dataset["theme"]).toBe("dark");

  system!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
});
