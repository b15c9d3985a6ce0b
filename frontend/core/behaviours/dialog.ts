/**
 * Asks before what cannot be undone. Without scripts the opener is a link to a page that asks.
 *
 *   <a href="/thu-hoi/7" data-dialog-open="withdraw">Thu hồi</a>
 *   <dialog class="dialog" id="withdraw" aria-labelledby="…">… <button data-dialog-close>Giữ lại</button></dialog>
 */
import { findAll, isFirstTime } from "./find";

export function attachDialogs(root: ParentNode): void {
  for (const opener of findAll(root, "[data-dialog-open]")) {
    const dialog = document.getElementById(opener.dataset["dialogOpen"] ?? "");
    if (!(dialog instanceof HTMLDialogElement) || !isFirstTime(opener, "dialog")) continue;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    for (const button of findAll(dialog, "[data-dialog-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    dialog.addEventListener("close", () => opener.focus());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
}
