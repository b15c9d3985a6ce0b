/** Builds the questions of a paper from the page's templates and reports what the learner does. */
import { clone, find } from "./dom";
import { renderEssay } from "./essay";
import { renderGaps } from "./gaps";
import { renderFiles } from "./handed-in";
import { addZoom, addZoomBeside, show } from "./markup";
import { renderMatching } from "./matching";
import { buildCells, buildField } from "./number-field";
import { renderOrdering } from "./ordering";
import { say, sayPoints } from "./words";
import type { Item, Paper, Part, Stimulus, Value } from "./types";

export const LETTERS = "ABCDEFGHIJKL";

/** Tells of a change; what is being typed is sent when the hand rests. */
export type Report = (n: number, value: Value, isTyping: boolean) => void;

export function renderPaper(paper: Paper, values: Map<number, Value>, report: Report): HTMLElement[] {
  return paper.items.map((item) => {
    const stimulus = item.s === undefined ? undefined : paper.stimuli?.[item.s];
    return renderItem(item, values.get(item.n) ?? null, { report, stimulus });
  });
}

interface Surroundings {
  report: Report;
  stimulus: Stimulus | undefined;
}

function renderItem(item: Item, value: Value, { report, stimulus }: Surroundings): HTMLElement {
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
  if (stimulus) stem.before(renderStimulus(stimulus));
  // Cleaned by the server when the question was stored.
  if (item.gaps) {
    renderGaps(stem, item.stem, item.gaps, value, (changed, isTyping) => report(item.n, changed, isTyping));
  } else {
    show(stem, item.stem);
    find(section, ".q__answer").append(renderAnswer(item, value, report));
  }
  addZoom(stem);
  return section;
}

function renderStimulus(stimulus: Stimulus): HTMLElement {
  const root = clone("stimulus");
  find(root, "summary").textContent = stimulus.title || say("stimulus");
  const text = find(root, ".q__stem");
  show(text, stimulus.html);
  addZoom(text);
  return root;
}

function renderAnswer(item: Item, value: Value, report: Report): HTMLElement {
  const tell = (changed: Value) => report(item.n, changed, false);
  const type = (changed: Value) => report(item.n, changed, true);
  const described = `cau-${item.n}-hoi`;
  if (item.options) return renderChoices(item, item.options, value, tell);
  if (item.statements) return renderStatements(item, item.statements, value, tell);
  if (item.entries) return renderOrdering(item.entries, value, described, tell);
  if (item.left) return renderMatching(item, value, tell);
  if (item.accepts) return renderFiles(item, value, tell);
  if (item.reply) return renderEssay(item.reply, value, described, type);
  const text = typeof value === "string" ? value : "";
  return item.cells ? buildCells(text, described, type) : buildField(item.type, text, described, type);
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
    show(find(row, ".choice__text"), option.html);
    group.append(row);
    addZoomBeside(row);
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
    value && typeof value === "object" && !Array.isArray(value) ? { ...(value as Record<string, boolean>) } : {};
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
  show(text, part.html);
  row.setAttribute("aria-labelledby", text.id);
  for (const input of row.querySelectorAll<HTMLInputElement>("input")) {
    input.name = `cau-${item.n}-${part.t}`;
    input.dataset["token"] = part.t;
    const isTrue = input.value === "1";
    input.checked = picked[part.t] === isTrue;
    input.setAttribute("aria-label", say("statement", { letter, word: say(isTrue ? "true" : "false") }));
  }
  // Not within a label: the picture itself is the button.
  addZoom(text);
  return row;
}
