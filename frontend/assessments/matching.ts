/** Left sides with a list of letters each; what the letters stand for is written above. */
import { clone, find, makeOption } from "./dom";
import { addZoom, readWords, show } from "./markup";
import { say } from "./words";
import type { Item, Part, Value } from "./types";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function renderMatching(item: Item, value: Value, tell: (value: Value) => void): HTMLElement {
  const root = clone("matching");
  const matches = item.matches ?? [];
  const chosen: Record<string, string> = isTexts(value) ? { ...value } : {};
  find(root, ".matches").append(...matches.map(renderMatch));
  find(root, ".arranged").append(
    ...(item.left ?? []).map((left, index) => {
      const id = `cau-${item.n}-ve-${index + 1}`;
      return renderRow(left, id, matches, chosen[left.t] ?? "");
    }),
  );
  root.addEventListener("change", (event) => {
    const select = event.target as HTMLSelectElement;
    const left = select.dataset["token"] ?? "";
    if (select.value) chosen[left] = select.value;
    else delete chosen[left];
    tell(Object.keys(chosen).length ? { ...chosen } : null);
  });
  return root;
}

export function isTexts(value: Value): value is Record<string, string> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function renderMatch(match: Part, index: number): HTMLElement {
  const row = clone("match");
  find(row, ".choice__key").textContent = LETTERS[index] ?? "";
  const text = find(row, ".matches__text");
  show(text, match.html);
  addZoom(text);
  return row;
}

function renderRow(left: Part, id: string, matches: Part[], chosen: string): HTMLElement {
  const row = clone("left");
  const text = find(row, ".arranged__text");
  text.id = id;
  show(text, left.html);
  addZoom(text);
  const select = find<HTMLSelectElement>(row, "select");
  select.setAttribute("aria-labelledby", id);
  select.dataset["token"] = left.t;
  select.append(makeOption(say("choose"), ""));
  matches.forEach((match, index) => {
    const words = readWords(match.html);
    select.append(makeOption(`${LETTERS[index] ?? ""}. ${words}`, match.t));
  });
  select.value = chosen;
  return row;
}
