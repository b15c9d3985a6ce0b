import { beforeAll, beforeEach, expect, test } from "vitest";

import { attachBusy } from "./busy";

beforeAll(() => attachBusy(document));
beforeEach(() => {
  document.body.innerHTML = `<form method="post"><button data-busy-label="Đang gửi">Gửi</button></form>`;
});

const button = () => document.querySelector("button")!;

function send(): boolean {
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter: button() });
  return document.querySelector("form")!.dispatchEvent(event);
}

test("the button says that it is sending", () => {
  expect(send()).toBe(true);

  expect(button().getAttribute("aria-busy")).toBe("true");
  expect(button().textContent).toBe("Đang gửi");
});

test("a second sending is held back", () => {
  send();

  expect(send()).toBe(false);
});

test("a page that comes back can be sent again", () => {
  send();
  window.dispatchEvent(new Event("pageshow"));

  expect(button().textContent).toBe("Gửi");
  expect(send()).toBe(true);
});

test("a form that answers with a file stays as it is", () => {
  document.querySelector("form")!.setAttribute("data-no-busy", "");

  send();

  expect(button().hasAttribute("aria-busy")).toBe(false);
});
