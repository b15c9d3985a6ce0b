/**
 * Warns before a form with changes is left without saving.
 *
 *   <form method="post" data-unsaved>
 */
import { findAll, isFirstTime } from "./find";

export function attachUnsaved(root: ParentNode): void {
  for (const form of findAll<HTMLFormElement>(root, "form[data-unsaved]")) {
    if (isFirstTime(form, "unsaved")) attach(form);
  }
}

function attach(form: HTMLFormElement): void {
  let isDirty = false;
  form.addEventListener("input", () => {
    isDirty = true;
  });
  form.addEventListener("submit", () => {
    isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}
