/**
 * A form that is being sent says so on its button and is not sent twice. Every form that posts has it;
 * `data-no-busy` leaves one out, such as a form that answers with a file.
 *
 *   <form method="post">… <button data-busy-label="Đang gửi">Gửi tổ duyệt</button></form>
 */
export function attachBusy(root: Document): void {
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-no-busy")) return;
    if (form.hasAttribute("data-sending")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sending", "");
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    button.setAttribute("aria-busy", "true");
    const label = button.dataset["busyLabel"];
    if (label) {
      button.dataset["restLabel"] = button.innerHTML;
      button.textContent = label;
    }
  });
  // The back button may bring the page back as it was left.
  window.addEventListener("pageshow", () => rest(root));
}

function rest(root: Document): void {
  for (const form of root.querySelectorAll("form[data-sending]")) form.removeAttribute("data-sending");
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[aria-busy="true"]')) {
    button.removeAttribute("aria-busy");
    const label = button.dataset["restLabel"];
    if (label) button.innerHTML = label;
  }
}
