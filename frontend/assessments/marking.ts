/**
 * The marking form: digits choose a level while the focus is in a line of the rubric, Ctrl and Enter
 * save, a click on a sentence or a picture fills the next empty note, saved comments are inserted.
 *
 *     <form data-marking> … <fieldset data-rubric> … <li data-note> … <button data-save> … </form>
 *
 * Everything works without it: notes have fields, levels are radio buttons.
 */
const number = new Intl.NumberFormat("vi", { maximumFractionDigits: 2 });

export function startMarking(root: ParentNode = document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-marking]")) {
    form.dataset.js = "";
    form.addEventListener("keydown", (event) => onKey(form, event));
    form.addEventListener("change", () => propose(form));
    form.addEventListener("click", (event) => onClick(form, event));
    for (const button of form.querySelectorAll<HTMLButtonElement>("[data-comment]")) {
      button.hidden = false;
      button.nextElementSibling?.setAttribute("hidden", "");
    }
    propose(form);
    // Ready for digits at once; on a phone the answer stays in view.
    const line = form.querySelector("[data-rubric]");
    const first = line?.querySelector<HTMLElement>("input:checked") ?? line?.querySelector("input");
    first?.focus({ preventScroll: true });
  }
}

function onKey(form: HTMLFormElement, event: KeyboardEvent): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const line = (event.target as Element).closest<HTMLElement>("[data-rubric]");
  if (line === null || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const levels = [...line.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const level = levels[Number(event.key) - 1];
  if (level === undefined) {
    return;
  }
  event.preventDefault();
  level.checked = true;
  level.dispatchEvent(new Event("change", { bubbles: true }));
  nextFocus(form, line)?.focus();
}

/** The next line of the rubric, or the button that saves. */
function nextFocus(form: HTMLFormElement, line: Element): HTMLElement | null {
  const lines = [...form.querySelectorAll("[data-rubric]")];
  const next = lines[lines.indexOf(line) + 1];
  const into = next?.querySelector<HTMLElement>("input:checked") ?? next?.querySelector("input");
  return into ?? form.querySelector<HTMLElement>("[data-save]");
}

/** Say what the levels chosen come to, before anything is sent. */
function propose(form: HTMLFormElement): void {
  const target = form.querySelector<HTMLElement>("[data-proposed]");
  const lines = [...form.querySelectorAll("[data-rubric]")];
  if (target === null || lines.length === 0) {
    return;
  }
  const chosen = lines.map((line) => line.querySelector<HTMLInputElement>("input:checked"));
  const sum = chosen.reduce((total, level) => total + Number(level?.dataset.points ?? 0), 0);
  target.textContent = chosen.every((level) => level !== null) ? `= ${number.format(sum)}` : "";
}

function onClick(form: HTMLFormElement, event: MouseEvent): void {
  const clicked = event.target as Element;
  const sentence = clicked.closest<HTMLElement>("[data-sentence]");
  const picture = clicked.closest<HTMLElement>("[data-picture]");
  const comment = clicked.closest<HTMLElement>("[data-comment]");
  if (sentence !== null) {
    fillNote(form, sentence.dataset.sentence ?? "");
  } else if (picture !== null) {
    const box = picture.getBoundingClientRect();
    const part = (at: number, start: number, size: number): string =>
      String(Math.round((100 * (at - start)) / size));
    const x = part(event.clientX, box.left, box.width);
    const y = part(event.clientY, box.top, box.height);
    fillNote(form, picture.dataset.picture ?? "", x, y);
  } else if (comment !== null) {
    insert(form, comment.textContent ?? "");
  }
}

function fillNote(form: HTMLFormElement, place: string, x = "", y = ""): void {
  const rows = [...form.querySelectorAll("[data-note]")].map((row) => [
    ...row.querySelectorAll<HTMLInputElement>("input"),
  ]);
  const row = rows.find((fields) => fields.at(-1)?.value === "");
  row?.forEach((field, index) => {
    if (index < row.length - 1) {
      field.value = [place, x, y][index] ?? "";
    }
  });
  row?.at(-1)?.focus();
}

function insert(form: HTMLFormElement, text: string): void {
  const field = form.querySelector<HTMLTextAreaElement>("textarea[name=comment]");
  if (field !== null) {
    field.value = field.value === "" ? text : `${field.value.trimEnd()} ${text}`;
    field.focus();
  }
}
