/**
 * A region that is a sheet on phones: the rail and the filters. Without scripts the link leads to the
 * region and `:target` shows it; with scripts it opens over the page, takes the focus and gives it back.
 *
 *   <a href="#filters" data-sheet-open>Lọc</a>   <aside id="filters" class="sheet" data-sheet>…</aside>
 */
import { findAll, isFirstTime } from "./find";

export function attachSheets(root: ParentNode): void {
  for (const opener of findAll<HTMLAnchorElement>(root, "[data-sheet-open]")) {
    const sheet = document.getElementById(opener.hash.slice(1));
    if (sheet && isFirstTime(opener, "sheet")) attach(opener, sheet);
  }
}

function attach(opener: HTMLElement, sheet: HTMLElement): void {
  const close = () => {
    if (!sheet.classList.contains("is-open")) return;
    sheet.classList.remove("is-open");
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("click", closeOutside, true);
    opener.focus();
  };
  const closeOutside = (event: Event) => {
    if (sheet.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", sheet.id);
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    sheet.classList.add("is-open");
    opener.setAttribute("aria-expanded", "true");
    if (!sheet.hasAttribute("tabindex")) sheet.tabIndex = -1;
    sheet.focus();
    document.addEventListener("click", closeOutside, true);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      opener.click();
    }
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  for (const button of findAll(sheet, "[data-sheet-close]")) {
    button.hidden = false;
    button.addEventListener("click", close);
  }
}
