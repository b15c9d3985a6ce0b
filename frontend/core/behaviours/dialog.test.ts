import { expect, test } from "vitest";

import { attachDialogs } from "./dialog";

test("it opens as a modal dialog and gives the focus back when it closes", () => {
  document.body.innerHTML = `<a href="/x" data-dialog-open="ask">Thu hồi</a>
    <dialog id="ask"><button data-dialog-close>Giữ lại</button></dialog>`;
  attachDialogs(document);
  const dialog = document.querySelector("dialog")!;

  document.querySelector("a")!.click();
  expect(dialog.open).toBe(true);

  dialog.querySelector("button")!.click();
  expect(dialog.open).toBe(false);
  expect(document.activeElement).toBe(document.querySelector("a"));
});
