/** A text with gaps: lists and fields stand where `[[1]]`, `[[2]]` … stand in the text. */
import { makeOption } from "./dom";
import { isTexts } from "./matching";
import { readWords, show } from "./markup";
import { say } from "./words";
import type { Gap, Value } from "./types";

const GAP = /\[\[(\d{1,2})\]\]/g;

export function renderGaps(
  stem: HTMLElement,
  html: string,
  gaps: Gap[],
  value: Value,
  tell: (value: Value, isTyping: boolean) => void,
): void {
  const filled: Record<string, string> = isTexts(value) ? { ...value } : {};
  show(stem, html.replace(GAP, '<span data-gap="$1"></span>'));
  for (const place of stem.querySelectorAll<HTMLElement>("[data-gap]")) {
    const number = place.dataset["gap"] ?? "";
    const gap = gaps[Number(number) - 1];
    if (gap) place.replaceWith(renderGap(gap, number, filled[number] ?? ""));
  }
  stem.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    const number = field.dataset["number"] ?? "";
    if (field.value) filled[number] = field.value;
    else delete filled[number];
    tell(Object.keys(filled).length ? { ...filled } : null, field instanceof HTMLInputElement);
  });
}

function renderGap(gap: Gap, number: string, value: string): HTMLElement {
  const field = gap.options ? document.createElement("select") : document.createElement("input");
  field.className = "input gap";
  field.dataset["number"] = number;
  field.setAttribute("aria-label", say("gap", { n: number }));
  if (field instanceof HTMLSelectElement) {
    field.append(makeOption(`(${number})`, ""));
    for (const option of gap.options ?? []) field.append(makeOption(readWords(option.html), option.t));
  } else {
    field.autocomplete = "off";
    field.spellcheck = false;
    field.setAttribute("autocapitalize", "off");
    field.maxLength = 200;
    field.placeholder = `(${number})`;
    if (gap.kind === "number") field.inputMode = "decimal";
  }
  field.value = value;
  return field;
}
