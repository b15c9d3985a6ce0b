/**
 * The grid of a matrix works like a spreadsheet and saves itself: arrow keys and Enter move between
 * cells, rows of a spreadsheet may be pasted, and after a pause the server answers with sums, the
 * check and what the banks hold. Without it the form is saved by its buttons.
 *
 *   <form data-matrix> with inputs [data-row][data-column], [data-mx] cells, [data-sum] and
 *   [data-matrix-check]; outside of it [data-matrix-state] with [data-matrix-words]
 */
import { findAll, isFirstTime } from "../core/behaviours/find";
import { attachCellPanel, showPanel } from "./matrix-cell";

export interface MatrixAnswer {
  revision: number;
  saved: string;
  check: string;
  cell: string;
  is_ready: boolean;
  cells: Record<string, { held: number; rate: string; wrong: boolean }>;
  sums: Record<string, string>;
}

const PAUSE_MS = 900;
const RATES = ["fine", "low", "none"];

export function attachMatrix(root: ParentNode): void {
  for (const form of findAll<HTMLFormElement>(root, "form[data-matrix]")) {
    if (!isFirstTime(form, "matrix")) continue;
    form.addEventListener("keydown", (event) => move(form, event));
    form.addEventListener("paste", (event) => paste(form, event));
    offerTopics(form);
    attachCellPanel(form);
    saveAfterPauses(form);
  }
}

/** Finds the cell beside another, or null at the rim. */
export function cellAt(form: HTMLFormElement, row: number, column: number): HTMLInputElement | null {
  return form.querySelector(`[data-row="${row}"][data-column="${column}"]`);
}

function move(form: HTMLFormElement, event: KeyboardEvent): void {
  const from = event.target as HTMLInputElement;
  if (from.dataset["row"] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [event.shiftKey ? -1 : 1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const next = cellAt(form, Number(from.dataset["row"]) + step[0], Number(from.dataset["column"]) + step[1]);
  next?.focus();
  next?.select();
}

function paste(form: HTMLFormElement, event: ClipboardEvent): void {
  const from = event.target as HTMLInputElement;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (from.dataset["row"] === undefined || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  text.replace(/\r/g, "").trimEnd().split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const cell = cellAt(form, Number(from.dataset["row"]) + down, Number(from.dataset["column"]) + right);
      if (cell && !cell.readOnly) cell.value = value.trim();
    });
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function offerTopics(form: HTMLFormElement): void {
  const choice = form.querySelector<HTMLSelectElement>("[data-topic]");
  const button = form.querySelector<HTMLButtonElement>("[data-add-topic]");
  if (!choice || !button) return;
  button.hidden = false;
  const take = (): void => void (button.value = choice.value);
  choice.addEventListener("change", take);
  take();
}

function saveAfterPauses(form: HTMLFormElement): void {
  let timer = 0;
  let turn = 0;
  let isLeaving = false;
  let running: Promise<void> = Promise.resolve();
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const mine = ++turn;
      running = running.then(() => (mine === turn && !isLeaving ? save(form) : undefined));
    }, PAUSE_MS);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    isLeaving = true;
    window.clearTimeout(timer);
  });
}

async function save(form: HTMLFormElement): Promise<void> {
  tell("busy");
  try {
    const response = await fetch(form.action || window.location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    const answer = (await response.json()) as Partial<MatrixAnswer> & { error?: string };
    if (answer.error) tell("error", answer.error);
    else if (response.ok) show(form, answer as MatrixAnswer);
    else tell("offline");
  } catch {
    tell("offline");
  }
}

/** Puts the server's answer into the page without touching what is being typed. */
export function show(form: HTMLFormElement, answer: MatrixAnswer): void {
  const revision = form.elements.namedItem("revision");
  if (revision instanceof HTMLInputElement) revision.value = String(answer.revision);
  for (const cell of findAll(form, "[data-mx]")) {
    const state = answer.cells[cell.dataset["mx"] ?? ""];
    if (!state) continue;
    for (const rate of RATES) cell.classList.toggle(`mc--${rate}`, state.rate === rate);
    cell.classList.toggle("mc--wrong", state.wrong);
    cell.querySelector("input")?.setAttribute("aria-invalid", String(state.wrong));
    const held = cell.querySelector("[data-held]");
    if (held) held.textContent = state.rate ? bankWord(form, state.held) : "";
  }
  for (const place of findAll(form, "[data-sum]")) {
    const sum = answer.sums[place.dataset["sum"] ?? ""];
    if (sum !== undefined) place.textContent = sum;
  }
  const check = form.querySelector("[data-matrix-check]");
  if (check) check.innerHTML = answer.check;
  if (answer.cell) showPanel(form, answer.cell);
  tell(answer.saved ? "saved" : "wrong", answer.saved);
}

function bankWord(form: HTMLFormElement, held: number): string {
  return (form.dataset["bank"] ?? "%(n)s").replace("%(n)s", String(held));
}

function tell(state: "busy" | "saved" | "wrong" | "offline" | "error", more = ""): void {
  const sign = document.querySelector<HTMLElement>("[data-matrix-state]");
  const words = sign?.querySelector("[data-matrix-words]");
  if (!sign || !words) return;
  sign.classList.toggle("save--busy", state === "busy");
  sign.classList.toggle("save--wait", state === "offline" || state === "wrong" || state === "error");
  words.textContent = state === "error" ? more : `${sign.dataset[state] ?? ""} ${more}`.trim();
}
