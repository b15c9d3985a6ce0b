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

test("a tick made while the answer is on its way is asked for again, not lost", async () => {
  const asked: string[] = [];
  let arrive: () => void = () => undefined;
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const text = `<input type="checkbox" name="outcomes" value="5" ${url.includes("outcomes=5") ? "checked" : ""}>`;
    return new Promise((done) => {
      arrive = () => done({ ok: true, text: () => Promise.resolve(text) });
    });
  });
  document.body.innerHTML = `<form><select name="subject"><option value="1" selected></select>
    <select name="grade"><option value="8" selected></select><input name="outcome_text" value="">
    <div data-outcomes="/tim/"><input type="checkbox" name="outcomes" value="5"></div></form>`;
  attachOutcomes(document);

  document.querySelector("[name=grade]")!.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  document.querySelector<HTMLInputElement>("[name=outcomes]")!.checked = true;
  arrive();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  arrive();

  await vi.waitFor(() => expect(asked[1]).toContain("outcomes=5"));
  expect(document.querySelector<HTMLInputElement>("[name=outcomes]")!.checked).toBe(true);
});
