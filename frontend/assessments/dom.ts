/** Pieces of the page: copies of its templates, and elements that must be there, entries of lists. */
export function clone(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`[data-template="${name}"]`);
  if (!template?.content.firstElementChild) throw new Error(`no template ${name}`);
  return template.content.firstElementChild.cloneNode(true) as HTMLElement;
}

export function find<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export function makeOption(words: string, value: string): HTMLOptionElement {
  const option = document.createElement("option");
  option.textContent = words;
  option.value = value;
  return option;
}
