import { expect, it } from "vitest";
import { attachTicks } from "./ticks";

it("counts ticked boxes and follows changes", () => {
  document.body.innerHTML = `<span data-tick-count></span><ul data-ticks>
    <li><input type="checkbox" checked></li><li><input type="checkbox"></li></ul>`;
  attachTicks();
  const count = document.querySelector("[data-tick-count]")!;
  expect(count.textContent).toBe("1/2");
  const box = document.querySelectorAll<HTMLInputElement>("input")[1]!;
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  expect(count.textContent).toBe("2/2");
});
