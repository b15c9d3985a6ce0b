/**
 * Keeps a changed key at once and shows the question as it is then; keys A–D and N work without a mouse.
 * Without scripts each question has a button of its own.
 *
 *   <ol data-pairs> of <li data-pair> with <form data-mend> around <div data-row>; fields with data-now
 *   are sent when they change; [data-ready] shows how many can be saved, [data-save-all] saves them
 */
const CARE = new Set(["person", "formula", "loss"]);

export function attachMending(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-mend]")) {
    form.addEventListener("change", (event) => {
      if ((event.target as HTMLElement).matches("[data-now]")) void send(form, "mend");
    });
    form.addEventListener("submit", (event) => {
      const button = event.submitter as HTMLButtonElement | null;
      event.preventDefault();
      void send(form, button?.value ?? "mend");
    });
  }
  document.addEventListener("keydown", (event) => onKey(event));
}

async function send(form: HTMLFormElement, todo: string): Promise<void> {
  const row = form.querySelector<HTMLElement>("[data-row]");
  const data = new FormData(form);
  data.set("todo", todo);
  const focused = describeFocus(form);
  const isHere = form.contains(document.activeElement);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { "x-requested-with": "fetch" },
    });
    if (!response.ok || row === null) throw new Error(String(response.status));
    row.innerHTML = await response.text();
    showReady(response.headers.get("x-ready-count"));
    // A button that went with the old words leaves the keyboard at its question, not at the top of the page.
    const place = (focused && form.querySelector<HTMLElement>(focused)) || form.closest<HTMLElement>("[data-pair]");
    if (isHere) place?.focus();
  } catch {
    // The plain way shows what is wrong in words.
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "todo", value: todo });
    form.append(field);
    form.submit();
  }
}

function describeFocus(form: HTMLFormElement): string {
  const active = document.activeElement;
  if (!(active instanceof HTMLInputElement) || !form.contains(active)) return "";
  return `input[name="${active.name}"][value="${active.value}"]`;
}

function showReady(count: string | null): void {
  if (count === null) return;
  for (const element of document.querySelectorAll("[data-ready]")) element.textContent = count;
  const button = document.querySelector<HTMLButtonElement>("[data-save-all]");
  if (button) button.disabled = count === "0";
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const isTyping = target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  const pair = target.closest<HTMLElement>("[data-pair]");
  if (key === "n") goToNext(pair);
  else if (pair) pair.querySelector<HTMLInputElement>(`[data-letter="${CSS.escape(key)}"]`)?.click();
}

/** Goes to the next question after this one that needs care. */
function goToNext(pair: HTMLElement | null): void {
  const pairs = [...document.querySelectorAll<HTMLElement>("[data-pair]")];
  const waiting = pairs.filter((each) => CARE.has(stateOf(each)));
  const start = pair ? pairs.indexOf(pair) : -1;
  const next = waiting.find((each) => pairs.indexOf(each) > start) ?? waiting[0];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
}

function stateOf(pair: HTMLElement): string {
  return pair.querySelector<HTMLElement>("[data-state]")?.dataset["state"] ?? "";
}
