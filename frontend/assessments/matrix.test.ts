import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { attachMatrix, cellAt } from "./matrix";

const answer = {
  revision: 2,
  saved: "10:05",
  check: "<p>đúng khung</p>",
  is_ready: true,
  cells: { "r0.choice.know": { held: 1, rate: "none", wrong: false } },
  sums: { points: "10" },
};

function cell(row: number, column: number, name = ""): string {
  return `<td data-mx="${name}"><input name="${name}" data-row="${row}" data-column="${column}"><span data-held></span></td>`;
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<span data-matrix-state data-saved="Đã lưu" data-offline="Chờ mạng"><b data-matrix-words></b></span>
    <form data-matrix data-bank="kho %(n)s"><input name="revision" value="1"><table><tr>
    ${cell(0, 0, "r0.choice.know")}${cell(0, 1)}</tr><tr>${cell(1, 0)}${cell(1, 1)}</tr></table>
    <b data-sum="points"></b><div data-matrix-check></div></form>`;
  vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, json: async () => answer })));
  attachMatrix(document);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const form = (): HTMLFormElement => document.querySelector("form")!;
const words = (): string => document.querySelector("[data-matrix-words]")!.textContent ?? "";

test("arrow keys move between cells and stay at the rim", () => {
  cellAt(form(), 0, 0)!.focus();
  cellAt(form(), 0, 0)!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  expect(document.activeElement).toBe(cellAt(form(), 1, 0));
  cellAt(form(), 1, 0)!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  expect(document.activeElement).toBe(cellAt(form(), 1, 0));
});

test("after a pause the server's sums, check and bank counts stand in the page", async () => {
  form().dispatchEvent(new Event("input"));
  await vi.advanceTimersByTimeAsync(1000);

  expect(document.querySelector("[data-sum]")!.textContent).toBe("10");
  expect(document.querySelector("[data-mx]")!.className).toBe("mc--none");
  expect(document.querySelector("[data-held]")!.textContent).toBe("kho 1");
  expect((form().elements.namedItem("revision") as HTMLInputElement).value).toBe("2");
  expect(words()).toBe("Đã lưu 10:05");
});

test("without network what was typed stays, and the page says so", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => Promise.reject(new TypeError())));
  cellAt(form(), 0, 1)!.value = "3";
  form().dispatchEvent(new Event("input"));
  await vi.advanceTimersByTimeAsync(1000);

  expect(words()).toBe("Chờ mạng");
  expect(cellAt(form(), 0, 1)!.value).toBe("3");
});
