import { expect, test } from "vitest";
import { attachPickAll } from "./pick-all";

function open(): HTMLInputElement[] {
  document.body.innerHTML = `<form data-pick-all><label hidden><input type="checkbox" data-pick-all-box></label><input type="checkbox" name="cau" value="1"><input type="checkbox" name="cau" value="2"></form>`;
  attachPickAll(document);
  return [...document.querySelectorAll("input")];
}

function click(box: HTMLInputElement, checked: boolean): void {
  box.checked = checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

test("one box chooses all and lets all go", () => {
  const [all, one, two] = open() as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
  expect(all.closest("label")!.hidden).toBe(false);

  click(all, true);
  expect([one.checked, two.checked]).toEqual([true, true]);

  click(all, false);
  expect([one.checked, two.checked]).toEqual([false, false]);
});

test("the box says when only some are chosen", () => {
  const [all, one, two] = open() as [HTMLInputElement, HTMLInputElement, HTMLInputElement];

  click(one, true);
  expect([all.checked, all.indeterminate]).toEqual([false, true]);

  click(two, true);
  expect([all.checked, all.indeterminate]).toEqual([true, false]);
});
