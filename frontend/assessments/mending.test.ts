import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { attachMending } from "./mending";

const row = (state: string) => `<span data-state="${state}"></span>
  <input type="radio" name="right" value="1" data-now data-letter="b">`;

beforeEach(() => {
  document.body.innerHTML = `<b data-ready>1</b><ol>
    <li data-pair tabindex="-1" id="a"><form data-mend action="/x/1/"><div data-row>${row("ready")}</div></form></li>
    <li data-pair tabindex="-1" id="b"><form data-mend action="/x/2/"><div data-row>${row("person")}</div></form></li></ol>`;
  Element.prototype.scrollIntoView = vi.fn();
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => ({
      ok: true,
      headers: new Headers({ "x-ready-count": "2" }),
      text: async () => row("ready"),
    })),
  );
  attachMending(document);
});

afterEach(() => vi.unstubAllGlobals());

test("a letter chooses the key, and the question is shown as it is then", async () => {
  const pair = document.querySelector<HTMLElement>("#b")!;

  pair.focus();
  pair.dispatchEvent(new KeyboardEvent("keydown", { key: "b", bubbles: true }));
  await vi.waitFor(() => expect(document.querySelector("[data-ready]")!.textContent).toBe("2"));

  expect(pair.querySelector<HTMLElement>("[data-state]")!.dataset["state"]).toBe("ready");
});

test("N goes to the question that needs care", () => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));

  expect(document.activeElement!.id).toBe("b");
});

test("a button that goes with the old words leaves the keyboard at its question", async () => {
  const pair = document.querySelector<HTMLElement>("#a")!;
  pair.querySelector("[data-row]")!.insertAdjacentHTML("beforeend", '<button value="drop">Bỏ qua</button>');
  const button = pair.querySelector("button")!;

  button.focus();
  button.click();
  await vi.waitFor(() => expect(pair.querySelector("button")).toBeNull());

  expect(document.activeElement!.id).toBe("a");
});
