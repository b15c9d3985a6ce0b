import { beforeEach, describe, expect, it } from "vitest";
import { mark } from "./author-tools";
import { countWords } from "./essay";
import { renderGaps } from "./gaps";
import { addZoom, addZoomBeside, placeFiles, readWords, show } from "./markup";
import { renderOrdering } from "./ordering";
import type { Value } from "./types";

const TEMPLATES = `
  <template data-template="zoom-icon"><svg></svg></template>
  <template data-template="ordering"><div><ol></ol><button data-keep></button><p role="status"></p></div></template>
  <template data-template="entry"><li><span class="choice__key"></span><span class="arranged__text"></span>
    <button data-up></button><button data-down></button></li></template>`;

const ENTRIES = ["a", "b", "c"].map((t) => ({ t, html: `<b>${t}</b>` }));

beforeEach(() => {
  document.body.innerHTML = TEMPLATES;
});

function build(value: Value): { root: HTMLElement; told: Value[] } {
  const told: Value[] = [];
  const root = renderOrdering(ENTRIES, value, "hoi", (changed) => told.push(changed));
  document.body.append(root);
  return { root, told };
}

describe("ordering", () => {
  it("tells nothing until something is moved or kept", () => {
    const { root, told } = build(null);
    expect(told).toEqual([]);
    root.querySelector<HTMLElement>("[data-keep]")!.click();
    expect(told).toEqual([["a", "b", "c"]]);
  });

  it("moves with buttons and arrow keys, and keeps the focus on the button", () => {
    const { root, told } = build(["c", "a", "b"]);
    const up = root.querySelectorAll<HTMLElement>("[data-up]")[2]!;
    up.click();
    expect(told.at(-1)).toEqual(["c", "b", "a"]);
    up.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
    expect(told.at(-1)).toEqual(["b", "c", "a"]);
    expect(document.activeElement).toBe(up);
    expect(up.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("gaps", () => {
  it("puts fields where the marks stand and tells what was filled", () => {
    const told: Value[] = [];
    const stem = document.createElement("div");
    const gaps = [{ kind: "text" as const }, { kind: "choice" as const, options: [{ t: "x1", html: "sôi" }] }];
    renderGaps(stem, "<p>Nước [[1]] là [[2]].</p>", gaps, { "1": "lọc" }, (value) => told.push(value));
    const [field, list] = stem.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-number]");
    expect(field!.value).toBe("lọc");
    list!.value = "x1";
    list!.dispatchEvent(new Event("input", { bubbles: true }));
    expect(told).toEqual([{ "1": "lọc", "2": "x1" }]);
  });
});

describe("markup", () => {
  it("puts addresses in place of names and leaves strangers alone", () => {
    placeFiles({ "a.png": "http://c/f/t/original/a.png" });
    const element = document.createElement("div");
    show(element, '<img src="file:a.png" alt="Hình"><img src="file:b.png" alt="">');
    const [known, unknown] = element.querySelectorAll("img");
    expect(known!.getAttribute("src")).toBe("http://c/f/t/original/a.png");
    expect(unknown!.getAttribute("src")).toBe("file:b.png");
  });

  it("reads formulas and pictures as words", () => {
    expect(readWords('<math alttext="x^2"><mi>x</mi></math> và <img alt="hình" src="file:a.png">')).toBe("x^2 và hình");
  });
});

describe("pictures", () => {
  it("shows the whole picture when it is enlarged, not the copy of the page", () => {
    document.body.innerHTML = `<dialog data-zoom-dialog><img alt=""></dialog>
      <p><img alt="hình" src="http://c/f/t/sized/a.png"></p>`;
    const text = document.querySelector("p")!;
    addZoom(text);
    text.querySelector("button")!.click();
    expect(text.querySelector("img")!.getAttribute("src")).toBe("http://c/f/t/sized/a.png");
    expect(document.querySelector("dialog img")!.getAttribute("src")).toBe("http://c/f/t/original/a.png");
  });
});

describe("words and marks", () => {
  it("counts words", () => {
    expect([countWords(""), countWords("  một  hai\nba ")]).toEqual([0, 3]);
  });

  it("puts marks around what is selected", () => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.value = "tính tổng";
    field.setSelectionRange(5, 9);
    mark(field, "**", "**");
    expect(field.value).toBe("tính **tổng**");
  });
});

describe("pictures in answers", () => {
  it("are enlarged by a button beside the row, so that a click on the picture chooses", () => {
    document.body.innerHTML += `<dialog data-zoom-dialog><img src="data:," alt=""></dialog>
      <div role="radiogroup"><label class="choice"><input type="radio"><img src="/a.png" alt="Hình A"></label></div>`;
    const row = document.querySelector<HTMLElement>(".choice")!;

    addZoomBeside(row);
    row.querySelector("img")!.click();
    const button = row.nextElementSibling as HTMLButtonElement;
    button.click();

    expect(row.querySelector("input")!.checked).toBe(true);
    expect(row.querySelector("button")).toBeNull();
    expect(document.querySelector<HTMLDialogElement>("dialog")!.open).toBe(true);
    expect(document.querySelector<HTMLImageElement>("dialog img")!.alt).toBe("Hình A");
  });
});
