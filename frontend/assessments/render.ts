/** Builds the questions of a paper from the page's templates and reports what the learner does. */
import { buildCells, buildField } from "./number-field";
import { say, sayPoints } from "./words";
import type { Item, Paper, Part, Value } from "./types";

export const LETTERS = "ABCDEFGHIJKL";

export type Report = (n: number, value: Value) => void;

export function clone(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`[data-template="${name}"]`);
  if (!template?.content.firstElementChild) throw new Error(`no template ${name}`);
  return template.content.firstElementChild.cloneNode(true) as HTMLElement;
}

export function find<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export function renderPaper(paper: Paper, values: Map<number, Value>, report: Report): HTMLElement[] {
  return paper.items.map((item) => renderItem(item, values.get(item.n) ?? null, report));
}

function renderItem(item: Item, value: Value, report: Report): HTMLElement {
  const section = clone("question");
  section.id = `cau-${item.n}`;
  section.dataset["n"] = String(item.n);
  const title = find(section, ".q__title");
  title.id = `cau-${item.n}-so`;
  title.textContent = say("question", { n: item.n });
  section.setAttribute("aria-labelledby", title.id);
  find(section, ".q__facts").textContent =
    `${say(item.type)} · ${say("points", { points: sayPoints(item.points) })}`;
  const stem = find(section, ".q__stem");
  stem.id = `cau-${item.n}-hoi`;
  // Cleaned by the server when the question was stored.
  stem.innerHTML = item.stem;
  find(section, ".q__answer").append(renderAnswer(item, value, report));
  return section;
}

function renderAnswer(item: Item, value: Value, report: Report): HTMLElement {
  const tell = (changed: Value) => report(item.n, changed);
  if (item.options) return renderChoices(item, item.options, value, tell);
  if (item.statements) return renderStatements(item, item.statements, value, tell);
  const text = typeof value === "string" ? value : "";
  const described = `cau-${item.n}-hoi`;
  return item.cells ? buildCells(text, described, tell) : buildField(item.type, text, described, tell);
}

function renderChoices(item: Item, options: Part[], value: Value, tell: (value: Value) => void): HTMLElement {
  const group = document.createElement("div");
  group.className = "choices";
  group.setAttribute("role", item.type === "single_choice" ? "radiogroup" : "group");
  group.setAttribute("aria-labelledby", `cau-${item.n}-hoi`);
  options.forEach((option, index) => {
    const row = clone("choice");
    const input = find<HTMLInputElement>(row, "input");
    input.type = item.type === "single_choice" ? "radio" : "checkbox";
    input.name = `cau-${item.n}`;
    input.value = option.t;
    input.checked = Array.isArray(value) ? value.includes(option.t) : value === option.t;
    find(row, ".choice__key").textContent = LETTERS[index] ?? "";
    find(row, ".choice__text").innerHTML = option.html;
    group.append(row);
  });
  group.addEventListener("change", () => {
    const picked = [...group.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);
    tell(item.type === "single_choice" ? (picked[0] ?? null) : picked);
  });
  return group;
}

function renderStatements(item: Item, parts: Part[], value: Value, tell: (value: Value) => void): HTMLElement {
  const wrap = document.createElement("div");
  wrap.className = "stack stack--sm";
  const table = document.createElement("div");
  table.className = "tf";
  const count = document.createElement("p");
  count.className = "sm soft";
  const picked: Record<string, boolean> =
    value && typeof value === "object" && !Array.isArray(value) ? { ...value } : {};
  const tally = () => {
    count.textContent = say("picked", { done: Object.keys(picked).length, all: parts.length });
  };
  parts.forEach((part, index) => table.append(renderStatement(item, part, index, picked)));
  table.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    picked[input.dataset["token"] ?? ""] = input.value === "1";
    tally();
    tell({ ...picked });
  });
  tally();
  wrap.append(table, count);
  return wrap;
}

function renderStatement(item: Item, part: Part, index: number, picked: Record<string, boolean>): HTMLElement {
  const row = clone("statement");
  const letter = (LETTERS[index] ?? "").toLowerCase();
  find(row, "b").textContent = `${letter})`;
  const text = find(row, "span");
  text.id = `cau-${item.n}-${letter}`;
  text.innerHTML = part.html;
  row.setAttribute("aria-labelledby", text.id);
  for (const input of row.querySelectorAll<HTMLInputElement>("input")) {
    input.name = `cau-${item.n}-${part.t}`;
    input.dataset["token"] = part.t;
    const isTrue = input.value === "1";
    input.checked = picked[part.t] === isTrue;
    input.setAttribute("aria-label", say("statement", { letter, word: say(isTrue ? "true" : "false") }));
  }
  return row;
}
