import { beforeEach, expect, test, vi } from "vitest";
import { startMarking } from "./marking";

const line = (index: number): string =>
  `<fieldset data-rubric><input type="radio" name="l${index}" id="a${index}" data-points="0">
   <input type="radio" name="l${index}" id="b${index}" data-points="1.5"></fieldset>`;

beforeEach(() => {
  document.body.innerHTML = `<form data-marking>
    <span data-sentence="2"><b id="word">câu</b></span>${line(0)}${line(1)}<p data-proposed></p>
    <ol><li data-note><input id="place"><input id="text"></li></ol>
    <textarea name="comment"></textarea>
    <p><button type="button" data-comment hidden>Tốt lắm.</button><span>Tốt lắm.</span></p>
    <button data-save>Lưu</button></form>`;
  startMarking();
});

const byId = (id: string): HTMLInputElement => document.getElementById(id) as HTMLInputElement;
const press = (on: Element, key: string, more = {}): boolean =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

test("digits choose a level in the line of the focus and go on to the next line, then to saving", () => {
  press(byId("a0"), "2");
  expect(byId("b0").checked).toBe(true);
  expect(document.activeElement).toBe(byId("a1"));

  press(byId("a1"), "2");
  expect(document.activeElement).toBe(document.querySelector("[data-save]"));
  expect(document.querySelector("[data-proposed]")?.textContent).toBe("= 3");
});

test("a digit in a text field stays text", () => {
  expect(press(byId("text"), "2")).toBe(true);
  expect(byId("b0").checked).toBe(false);
});

test("control and enter send the form", () => {
  const form = document.querySelector("form") as HTMLFormElement;
  form.requestSubmit = vi.fn();

  press(byId("text"), "Enter", { ctrlKey: true });

  expect(form.requestSubmit).toHaveBeenCalledOnce();
});

test("a click on a sentence fills the next empty note", () => {
  byId("word").click();

  expect(byId("place").value).toBe("2");
  expect(document.activeElement).toBe(byId("text"));
});

test("a saved comment is added to what stands there", () => {
  const field = document.querySelector("textarea") as HTMLTextAreaElement;
  field.value = "Em viết rõ.";

  document.querySelector<HTMLElement>("[data-comment]")?.click();

  expect(field.value).toBe("Em viết rõ. Tốt lắm.");
});
