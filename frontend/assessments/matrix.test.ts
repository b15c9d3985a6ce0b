import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { attachMatrix, cellAt } from "./matrix";

const answer = {
  revision: 2,
  saved: "10:05",
  check: "<p>đúng khung</p>",
  cell: '<p data-cell-name="r0.choice.know"></p><button value="more:x" data-cell-step="1"></button><b data-cell-need>7</b>',
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
    <b data-sum="points"></b><div data-matrix-check></div>
    <select data-cell-pick data-url="/o/"><option>r0.choice.know</option><option>r1.choice.know</option></select>
    <button data-cell-show></button><div data-matrix-cell></div></form>`;
  vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, json: async () => answer, text: async () => answer.cell })));
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
  expect(document.querySelector("[data-mx]")!.classList.contains("mc--none")).toBe(true);
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

test("entering a cell shows its panel, and plus writes into the grid", async () => {
  cellAt(form(), 0, 0)!.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(200);

  expect(vi.mocked(fetch).mock.calls[0]![0]).toBe("/o/?o=r0.choice.know");
  expect(document.querySelector("[data-mx]")!.classList.contains("mc--current")).toBe(true);
  const plus = document.querySelector<HTMLButtonElement>("[data-cell-step]")!;
  plus.focus();
  plus.click();
  expect(cellAt(form(), 0, 0)!.value).toBe("1");
  await vi.advanceTimersByTimeAsync(1000);

  expect(document.querySelector("[data-cell-need]")!.textContent).toBe("7");
  expect(document.activeElement).toBe(document.querySelector("[data-cell-step]"));
});
