import { beforeEach, expect, test } from "vitest";

import { attachUnsaved } from "./unsaved";

beforeEach(() => {
  document.body.innerHTML = `<form data-unsaved><input></form>`;
  attachUnsaved(document);
});

const leave = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
const form = () => document.querySelector("form")!;

test("leaving an untouched form asks nothing", () => {
  expect(leave()).toBe(true);
});

test("leaving a changed form asks first", () => {
  form().querySelector("input")!.dispatchEvent(new Event("input", { bubbles: true }));

  expect(leave()).toBe(false);
  form().dispatchEvent(new Event("submit"));
});

test("sending the form is not leaving it", () => {
  form().querySelector("input")!.dispatchEvent(new Event("input", { bubbles: true }));
  form().dispatchEvent(new Event("submit"));

  expect(leave()).toBe(true);
});
