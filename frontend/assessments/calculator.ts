/** The calculator of tests that allow one: a dialog with a line to type and keys to press. */
import { find } from "./dom";
import { reckon, write } from "./arithmetic";

export function attachCalculator(root: Document): void {
  const dialog = find<HTMLDialogElement>(root, "[data-calculator]");
  const line = find<HTMLInputElement>(dialog, "input");
  const result = find(dialog, "[data-result]");
  const show = () => {
    const value = reckon(line.value);
    result.textContent = value === null ? "" : `= ${write(value)}`;
  };
  for (const opener of root.querySelectorAll<HTMLElement>("[data-calculator-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.show());
  }
  find(dialog, "[data-close]").addEventListener("click", () => dialog.close());
  line.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
  for (const button of dialog.querySelectorAll<HTMLElement>("[data-key]")) {
    button.addEventListener("click", () => {
      press(line, button.dataset["key"] ?? "");
      show();
    });
  }
}

function press(line: HTMLInputElement, key: string): void {
  if (key === "C") line.value = "";
  else if (key === "<") line.value = line.value.slice(0, -1);
  else line.value += key;
}
