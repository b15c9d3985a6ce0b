/** Fields for short answers: four cells with own keys, or one field (with "−" and "," for numbers). */
import { CELLS, isAllowed, joinCells, nextCell, normalize, readCells } from "./cells";
import { clone, find } from "./dom";
import { say } from "./words";
import type { ItemType, Value } from "./types";

type Tell = (value: Value) => void;

export function buildCells(text: string, describedBy: string, tell: Tell): HTMLElement {
  const root = clone("cells");
  const cells = readCells(text);
  const inputs = cells.map((cell, index) => buildCell(cell, index, describedBy));
  find(root, ".cells").append(...inputs);
  let active = nextCell(cells);

  const show = () => {
    inputs.forEach((input, index) => (input.value = cells[index] ?? ""));
    for (const key of root.querySelectorAll<HTMLButtonElement>("[data-key]")) {
      key.disabled = !isAllowed(cells, active, key.dataset["key"] ?? "");
    }
  };
  const set = (index: number, character: string) => {
    cells[index] = character;
    active = character && index < CELLS - 1 ? index + 1 : index;
    show();
    tell(joinCells(cells) || null);
  };
  const type = (character: string) => {
    const key = normalize(character);
    if (isAllowed(cells, active, key)) set(active, key);
  };
  const erase = () => {
    const index = cells[active] || active === 0 ? active : active - 1;
    set(index, "");
  };

  inputs.forEach((input, index) => {
    input.addEventListener("focus", () => {
      active = index;
      input.select();
      show();
    });
    input.addEventListener("beforeinput", (event) => {
      event.preventDefault();
      if (event.inputType.startsWith("delete")) erase();
      else for (const character of event.data ?? "") type(character);
      inputs[active]?.focus();
    });
  });
  root.addEventListener("click", (event) => {
    const key = (event.target as Element).closest<HTMLButtonElement>("button");
    if (!key) return;
    if (key.dataset["key"]) type(key.dataset["key"]);
    else if (key.hasAttribute("data-erase")) erase();
    else {
      cells.fill("");
      active = 0;
      show();
      tell(null);
    }
  });
  show();
  return root;
}

function buildCell(cell: string, index: number, describedBy: string): HTMLInputElement {
  const input = document.createElement("input");
  input.value = cell;
  // The page's own keys stand below: phones need not open theirs.
  input.inputMode = "none";
  input.autocomplete = "off";
  input.setAttribute("aria-label", say("cell", { n: index + 1 }));
  input.setAttribute("aria-describedby", describedBy);
  return input;
}

export function buildField(type: ItemType, text: string, describedBy: string, tell: Tell): HTMLElement {
  const root = document.createElement("div");
  root.className = "stack stack--sm";
  const label = clone("text");
  const input = find<HTMLInputElement>(label, "input");
  input.value = text;
  input.setAttribute("aria-describedby", describedBy);
  input.addEventListener("input", () => tell(input.value || null));
  root.append(label);
  if (type === "short_number") {
    input.inputMode = "decimal";
    const keys = clone("sign-keys");
    keys.addEventListener("click", (event) => {
      const key = (event.target as Element).closest<HTMLElement>("[data-key]")?.dataset["key"];
      if (!key) return;
      input.setRangeText(key, input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length, "end");
      input.focus();
      tell(input.value || null);
    });
    root.append(keys);
  }
  return root;
}
