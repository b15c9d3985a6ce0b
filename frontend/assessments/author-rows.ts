/** Adds a row without asking the server: a copy of `<template data-row-template>` with the next number. */
export function attachRows(form: HTMLFormElement): void {
  const rows = form.querySelector<HTMLElement>("[data-rows]");
  const template = form.querySelector<HTMLTemplateElement>("[data-row-template]");
  const total = form.querySelector<HTMLInputElement>("[name$=-TOTAL_FORMS]");
  const most = Number(form.querySelector<HTMLInputElement>("[name$=-MAX_NUM_FORMS]")?.value ?? 0);
  const button = form.querySelector<HTMLButtonElement>("[data-add-row]");
  if (!rows || !template || !total || !button) return;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const index = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML
      .replaceAll("__prefix__", String(index))
      .replaceAll("__number__", String(index + 1));
    rows.append(holder.content);
    total.value = String(index + 1);
    button.hidden = index + 1 >= most;
    rows.lastElementChild?.querySelector<HTMLElement>("textarea, input, select")?.focus();
    form.dispatchEvent(new CustomEvent("author:row"));
  });
}
