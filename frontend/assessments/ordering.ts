/**
 * Entries to put in order: each row has buttons up and down, arrow keys on them do the same. Nothing is
 * told until the first move or until "keep this order" is pressed.
 */
import { clone, find } from "./dom";
import { addZoom, readWords, show } from "./markup";
import { say } from "./words";
import type { Part, Value } from "./types";

type Tell = (value: Value) => void;

export function renderOrdering(entries: Part[], value: Value, describedBy: string, tell: Tell): HTMLElement {
  const root = clone("ordering");
  const list = find(root, "ol");
  const keep = find<HTMLButtonElement>(root, "[data-keep]");
  const said = find(root, "[role=status]");
  list.setAttribute("aria-labelledby", describedBy);
  list.append(...sort(entries, value).map(renderEntry));
  keep.hidden = Array.isArray(value) && value.length > 0;

  const tellOrder = () => {
    keep.hidden = true;
    tell(rows(list).map((row) => row.dataset["token"] ?? ""));
  };
  const move = (row: HTMLElement, step: number, button: HTMLElement) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    number(list);
    // Moving a row takes the focus away in some browsers.
    button.focus();
    said.textContent = say("moved", { n: rows(list).indexOf(row) + 1, all: rows(list).length });
    tellOrder();
  };

  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button");
    const row = button?.closest<HTMLElement>("li");
    if (button === keep) tellOrder();
    else if (button && row) move(row, button.hasAttribute("data-up") ? -1 : 1, button);
  });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const button = (event.target as Element).closest<HTMLElement>("li button");
    const row = button?.closest<HTMLElement>("li");
    if (!step || !button || !row) return;
    event.preventDefault();
    move(row, step, button);
  });
  number(list);
  return root;
}

function rows(list: HTMLElement): HTMLElement[] {
  return [...list.children] as HTMLElement[];
}

function sort(entries: Part[], value: Value): Part[] {
  const order = Array.isArray(value) ? value : [];
  const place = (part: Part) => (order.includes(part.t) ? order.indexOf(part.t) : order.length);
  return [...entries].sort((one, other) => place(one) - place(other));
}

function renderEntry(part: Part): HTMLElement {
  const row = clone("entry");
  row.dataset["token"] = part.t;
  const text = find(row, ".arranged__text");
  show(text, part.html);
  addZoom(text);
  const name = readWords(part.html);
  find(row, "[data-up]").setAttribute("aria-label", say("up", { name }));
  find(row, "[data-down]").setAttribute("aria-label", say("down", { name }));
  return row;
}

/** Writes the places; the ends stay in the order of the Tab key, so that the focus is never lost. */
function number(list: HTMLElement): void {
  const all = rows(list);
  all.forEach((row, index) => {
    find(row, ".choice__key").textContent = String(index + 1);
    find(row, "[data-up]").setAttribute("aria-disabled", String(index === 0));
    find(row, "[data-down]").setAttribute("aria-disabled", String(index === all.length - 1));
  });
}
