/**
 * The panel of the chosen cell follows the grid: whoever enters a cell, or picks one from the list,
 * sees what the banks hold for it; plus and minus write into the grid. Without it a button shows the
 * cell that was picked.
 *
 *   <form data-matrix> with [data-mx] cells, <select data-cell-pick data-url="…">, [data-cell-show]
 *   and [data-matrix-cell]; in the panel buttons [data-cell-step] and [data-cell-need]
 */
import { findAll } from "../core/behaviours/find";

const PAUSE_MS = 150;

export function attachCellPanel(form: HTMLFormElement): void {
  const pick = form.querySelector<HTMLSelectElement>("[data-cell-pick]");
  const panel = form.querySelector<HTMLElement>("[data-matrix-cell]");
  if (!pick || !panel) return;
  form.querySelector<HTMLElement>("[data-cell-show]")?.setAttribute("hidden", "");
  const choose = followCell(form, pick, panel);
  form.addEventListener("focusin", (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-mx]");
    if (cell?.dataset["mx"]) choose(cell.dataset["mx"]);
  });
  pick.addEventListener("change", (event) => {
    event.stopPropagation();
    choose(pick.value);
  });
  panel.addEventListener("click", (event) => countOn(form, pick, event));
  mark(form, pick.value);
}

function followCell(form: HTMLFormElement, pick: HTMLSelectElement, panel: HTMLElement): (name: string) => void {
  let timer = 0;
  let turn = 0;
  return (name) => {
    if (name === panel.querySelector<HTMLElement>("[data-cell-name]")?.dataset["cellName"]) return;
    pick.value = name;
    mark(form, name);
    window.clearTimeout(timer);
    const mine = ++turn;
    timer = window.setTimeout(async () => {
      const words = await fetchPanel(pick.dataset["url"] ?? "", name);
      if (words !== null && mine === turn) showPanel(form, words);
    }, PAUSE_MS);
  };
}

async function fetchPanel(url: string, name: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}?o=${encodeURIComponent(name)}`);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** Puts the server's panel into the page; a button that held the focus keeps it. */
export function showPanel(form: HTMLFormElement, words: string): void {
  const panel = form.querySelector<HTMLElement>("[data-matrix-cell]");
  if (!panel) return;
  const held = panel.contains(document.activeElement) ? document.activeElement?.getAttribute("value") : null;
  panel.innerHTML = words;
  if (!held) return;
  const button = findAll<HTMLButtonElement>(panel, "button").find((each) => each.value === held && !each.disabled);
  (button ?? panel.querySelector<HTMLElement>("button:not(:disabled), a"))?.focus();
}

function mark(form: HTMLFormElement, name: string): void {
  for (const cell of findAll(form, "[data-mx]")) cell.classList.toggle("mc--current", cell.dataset["mx"] === name);
}

function countOn(form: HTMLFormElement, pick: HTMLSelectElement, event: Event): void {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("[data-cell-step]");
  const input = form.elements.namedItem(pick.value);
  if (!button || !(input instanceof HTMLInputElement)) return;
  event.preventDefault();
  const count = Math.max(0, (Number(input.value) || 0) + Number(button.dataset["cellStep"]));
  input.value = count ? String(count) : "";
  const need = form.querySelector("[data-cell-need]");
  if (need) need.textContent = String(count);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
