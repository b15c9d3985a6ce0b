/** A bar of marks above each `<textarea data-light>`; a mark goes around what is selected. */
import { say } from "./words";

const MARKS: [name: string, face: string, before: string, after: string][] = [
  ["bold", "B", "**", "**"],
  ["italic", "I", "*", "*"],
  ["sub", "x₂", "_{", "}"],
  ["sup", "x²", "^{", "}"],
  ["formula", "√x", "\\(", "\\)"],
];

export function attachTools(form: HTMLFormElement): void {
  const add = () => {
    for (const field of form.querySelectorAll<HTMLTextAreaElement>("textarea[data-light]:not([data-tools])")) {
      field.dataset["tools"] = "";
      field.before(buildBar(field));
    }
  };
  add();
  form.addEventListener("author:row", add);
}

function buildBar(field: HTMLTextAreaElement): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", say("tools"));
  for (const [name, face, before, after] of MARKS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn btn--sm btn--quiet tools__${name}`;
    const shown = document.createElement("span");
    shown.setAttribute("aria-hidden", "true");
    shown.textContent = face;
    const named = document.createElement("span");
    named.className = "sr";
    named.textContent = say(name);
    button.append(shown, named);
    button.addEventListener("click", () => mark(field, before, after));
    bar.append(button);
  }
  return bar;
}

/** Puts marks around the selection; without one the cursor stands between them. */
export function mark(field: HTMLTextAreaElement, before: string, after: string): void {
  const { selectionStart: start, selectionEnd: end, value } = field;
  field.setRangeText(before + value.slice(start, end) + after, start, end, "preserve");
  field.focus();
  field.setSelectionRange(start + before.length, end + before.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
