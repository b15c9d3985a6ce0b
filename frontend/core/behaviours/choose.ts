/**
 * A choice that sends its form at once, such as the order of a list; its button stays for those without
 * scripts.
 *
 *   <select data-send-on-change>…</select> <button data-send-button>Xem</button>
 */
import { findAll, isFirstTime } from "./find";

export function attachChoosers(root: ParentNode): void {
  for (const control of findAll<HTMLSelectElement | HTMLInputElement>(root, "[data-send-on-change]")) {
    if (!isFirstTime(control, "choose")) continue;
    control.addEventListener("change", () => control.form?.requestSubmit());
    for (const button of findAll(control.form ?? document, "[data-send-button]")) button.hidden = true;
  }
}
