/**
 * The rail folds to icons, and the choice is remembered in a cookie so that the server draws the next
 * page folded from the start. Pages that open folded by their nature remember nothing.
 *
 *   <div class="staff" data-staff [data-narrow]> … <button data-rail-fold hidden aria-expanded="true">
 */
import { findAll, isFirstTime } from "./find";

const YEAR = 365 * 24 * 3600;

export function attachRail(root: ParentNode): void {
  for (const staff of findAll(root, "[data-staff]")) {
    const button = staff.querySelector<HTMLButtonElement>("[data-rail-fold]");
    if (!button || !isFirstTime(button, "rail")) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const isNarrow = staff.classList.toggle("staff--narrow");
      button.setAttribute("aria-expanded", String(!isNarrow));
      if (!staff.hasAttribute("data-narrow")) remember(isNarrow);
    });
  }
}

function remember(isNarrow: boolean): void {
  document.cookie = `rail=${isNarrow ? "narrow" : "wide"}; path=/; max-age=${YEAR}; samesite=lax`;
}
