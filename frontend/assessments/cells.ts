/**
 * The four-cell rule of short numbers: digits, "-" only in cell 1, "," only in cell 2 or 3 and once,
 * never right after the minus; filled from the left. Pure, so that it can be tested alone.
 */
export const CELLS = 4;

const DASHES = /[−–—‐]/g;

/** "." counts as ",", every dash as "-". */
export function normalize(character: string): string {
  return character.replace(DASHES, "-").replace(".", ",");
}

export function isAllowed(cells: readonly string[], index: number, character: string): boolean {
  const key = normalize(character);
  if (/^\d$/.test(key)) return index >= 0 && index < CELLS;
  if (key === "-") return index === 0;
  if (key !== ",") return false;
  const hasComma = cells.some((cell, at) => cell === "," && at !== index);
  const before = cells[index - 1] ?? "";
  return (index === 1 || index === 2) && !hasComma && /^\d$/.test(before);
}

export function readCells(text: string): string[] {
  const characters = [...text].map(normalize).slice(0, CELLS);
  return Array.from({ length: CELLS }, (_, index) => characters[index] ?? "");
}

export function joinCells(cells: readonly string[]): string {
  return cells.join("").trim();
}

/** The cell that the next key fills: the first empty one, or the last. */
export function nextCell(cells: readonly string[]): number {
  const empty = cells.findIndex((cell) => cell === "");
  return empty < 0 ? CELLS - 1 : empty;
}
