import { expect, test, vi } from "vitest";
import { attachOutcomes } from "./outcomes";

test("another grade asks for its outcomes and keeps what is ticked", async () => {
  const answer = vi.fn().mockResolvedValue({ ok: true, text: () => Promise.resolve("<p>0702</p>") });
  vi.stubGlobal("fetch", answer);
  document.body.innerHTML = `<form>
    <select name="subject"><option value="1" selected></select>
    <select name="grade"><option value="8" selected></select>
    <input name="outcome_text" value="phuong trinh">
    <div data-outcomes="/tim/"><input type="checkbox" name="outcomes" value="5" checked></div></form>`;
  attachOutcomes(document);

  document.querySelector("[name=grade]")!.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(document.querySelector("[data-outcomes]")!.innerHTML).toBe("<p>0702</p>"));

  expect(answer.mock.calls[0]![0]).toBe("/tim/?subject=1&grade=8&outcome_text=phuong+trinh&outcomes=5");
});
