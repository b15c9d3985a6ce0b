import { expect, test, vi } from "vitest";

import { attachChoosers } from "./choose";

test("a choice sends its form and needs no button", () => {
  document.body.innerHTML = `<form><select data-send-on-change><option>a</select>
    <button data-send-button>Xem</button></form>`;
  attachChoosers(document);
  const form = document.querySelector("form")!;
  form.requestSubmit = vi.fn();

  document.querySelector("select")!.dispatchEvent(new Event("change"));

  expect(form.requestSubmit).toHaveBeenCalledOnce();
  expect(document.querySelector("button")!.hidden).toBe(true);
});
