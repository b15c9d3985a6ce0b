/** Shows below a text how it will look, as soon as it holds a formula or a mark; the server renders. */
import { say } from "./words";

const PAUSE_MS = 500;
const MARKED = /\\\(|\\\[|\*|_\{|\^\{|\+\+|^\|/m;

export function attachLook(form: HTMLFormElement): void {
  const timers = new WeakMap<HTMLTextAreaElement, ReturnType<typeof setTimeout>>();
  form.addEventListener("input", (event) => {
    const field = event.target as HTMLTextAreaElement;
    if (!field.matches("textarea[data-light]")) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => void show(form, field), PAUSE_MS));
  });
  // What stands there already, or was typed before this script had come.
  for (const field of form.querySelectorAll<HTMLTextAreaElement>("textarea[data-light]")) {
    if (MARKED.test(field.value)) void show(form, field);
  }
}

async function show(form: HTMLFormElement, field: HTMLTextAreaElement): Promise<void> {
  const look = find(field);
  look.hidden = !MARKED.test(field.value);
  if (look.hidden) return;
  const body = new FormData();
  body.set("chu", field.value);
  body.set("csrfmiddlewaretoken", form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
  try {
    const response = await fetch(form.dataset["textUrl"] ?? "", { method: "POST", body });
    // Cleaned and rendered by the server.
    if (response.ok) look.innerHTML = await response.text();
  } catch {
    look.hidden = true;
  }
}

function find(field: HTMLTextAreaElement): HTMLElement {
  const next = field.nextElementSibling;
  if (next instanceof HTMLElement && next.classList.contains("look")) return next;
  const look = document.createElement("div");
  look.className = "look q__stem";
  look.setAttribute("role", "group");
  look.setAttribute("aria-label", say("shown"));
  field.after(look);
  return look;
}
