/**
 * A button that prints the page. Without scripts it stays hidden; the browser's own menu prints.
 *
 *     <button type="button" data-print hidden>In</button>
 */
export function startPrintButtons(root: ParentNode = document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
