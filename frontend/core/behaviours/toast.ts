/**
 * A toast confirms, waits six seconds and goes; the clock stands still while it has the pointer or the
 * focus. One that tells of a failure stays until it is closed.
 *
 *   <div class="toast" role="status" data-toast>… <button data-toast-close hidden>…</button></div>
 */
import { findAll, isFirstTime } from "./find";

export const TOAST_MS = 6000;

export function attachToasts(root: ParentNode): void {
  for (const toast of findAll(root, "[data-toast]")) if (isFirstTime(toast, "toast")) attach(toast);
}

function attach(toast: HTMLElement): void {
  const close = toast.querySelector<HTMLElement>("[data-toast-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  if (toast.getAttribute("role") === "alert") return;

  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), TOAST_MS);
  };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusout", wait);
  wait();
}
