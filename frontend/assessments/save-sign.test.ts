import { beforeEach, expect, it } from "vitest";

import { SaveSign } from "./save-sign";
import { readWords } from "./words";

const WORDS = { saved: "Đã lưu", busy: "Đang lưu", wait: "Chờ mạng", offline: "Mất mạng: %(n)s", back_online: "Có mạng" };

function heard(): string {
  return document.querySelector("[data-announce]")!.textContent;
}

beforeEach(() => {
  document.body.innerHTML = `
    <span data-save><span data-save-text></span></span>
    <section data-line hidden><p data-line-text></p></section>
    <p role="status" data-announce></p>
    <script id="player-words" type="application/json">${JSON.stringify(WORDS)}</script>`;
  readWords(document);
});

it("reads nothing aloud while answers are saved one after another", () => {
  const sign = new SaveSign(document);

  for (const state of ["busy", "saved", "busy", "saved"] as const) sign.show(state, 0);

  expect(heard()).toBe("");
  expect(document.querySelector("[data-save-text]")!.textContent).toBe("Đã lưu");
});

it("says once that the network is away, and once that all is saved again", () => {
  const sign = new SaveSign(document);

  sign.show("wait", 1);
  sign.show("wait", 2);
  expect(heard()).toBe("Mất mạng: 1");
  expect(document.querySelector("[data-line-text]")!.textContent).toBe("Mất mạng: 2");

  sign.show("saved", 0);
  expect(heard()).toBe("Có mạng");
  expect(document.querySelector<HTMLElement>("[data-line]")!.hidden).toBe(true);
});
