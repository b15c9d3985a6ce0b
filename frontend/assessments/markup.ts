/** HTML of a paper: names of pictures become addresses, pictures can be made large, words are read out. */
import { clone } from "./dom";
import { say } from "./words";

const NAMED = /\bsrc="file:([^"]*)"/g;
let addresses: Record<string, string> = {};

export function placeFiles(files: Record<string, string> = {}): void {
  addresses = files;
}

/** Puts HTML that the server cleaned into an element, with its pictures at their addresses. */
export function show(element: HTMLElement, html: string): void {
  element.innerHTML = html.replace(NAMED, (all, name: string) => {
    const address = addresses[name];
    return address ? `src="${address}"` : all;
  });
}

/** The words of HTML for a list to choose from: formulas as their source, pictures as their description. */
export function readWords(html: string): string {
  const holder = document.createElement("div");
  holder.innerHTML = html.replace(NAMED, "");
  for (const math of holder.querySelectorAll("math")) math.replaceWith(math.getAttribute("alttext") ?? "");
  for (const image of holder.querySelectorAll("img")) image.replaceWith(image.alt);
  return (holder.textContent ?? "").trim();
}

/** Lets each picture of an element be seen large: a button around it opens the page's dialog. */
export function addZoom(root: HTMLElement): void {
  for (const image of root.querySelectorAll<HTMLImageElement>("img[src]")) {
    const button = makeButton(image, "zoom");
    image.replaceWith(button);
    button.append(image);
  }
}

/**
 * The same for an answer to choose: the button stands after the row, because in its label it would be
 * part of the answer's name, and a click on the picture chooses.
 */
export function addZoomBeside(row: HTMLElement): void {
  for (const image of [...row.querySelectorAll<HTMLImageElement>("img[src]")].reverse()) {
    const button = makeButton(image, "btn btn--sm btn--quiet zoom-beside");
    button.append(clone("zoom-icon"), document.createTextNode(say("enlarge")));
    row.after(button);
  }
}

function makeButton(image: HTMLImageElement, look: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.setAttribute("aria-label", say("zoom", { name: image.alt }));
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => enlarge(image));
  return button;
}

function enlarge(image: HTMLImageElement): void {
  const dialog = document.querySelector<HTMLDialogElement>("[data-zoom-dialog]");
  const large = dialog?.querySelector("img");
  if (!dialog || !large) return;
  // Pages get a smaller copy; the whole picture comes when somebody looks closely.
  large.src = image.src.replace("/sized/", "/original/");
  large.alt = image.alt;
  dialog.showModal();
}

export function attachZoom(root: Document): void {
  const dialog = root.querySelector<HTMLDialogElement>("[data-zoom-dialog]");
  dialog?.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-close]") || event.target === dialog) dialog.close();
  });
}
