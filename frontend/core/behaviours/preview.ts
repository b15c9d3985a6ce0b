/**
 * Theme and text size show at once, before they are saved.
 *
 *   <fieldset data-preview="text"> or "theme", with radio buttons whose values are those of the root
 */
import { findAll, isFirstTime } from "./find";

export function attachPreviews(root: ParentNode): void {
  for (const group of findAll(root, "[data-preview]")) {
    if (!isFirstTime(group, "preview")) continue;
    const kind = group.dataset["preview"] === "theme" ? "theme" : "text";
    group.addEventListener("change", (event) => {
      const value = (event.target as HTMLInputElement).value;
      if (value) document.documentElement.dataset[kind] = value;
      else delete document.documentElement.dataset[kind];
    });
  }
}
