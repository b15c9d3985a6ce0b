/**
 * One box that chooses all boxes of a list; it shows with scripts only.
 *
 *   <form data-pick-all><label hidden><input type="checkbox" data-pick-all-box> Chọn cả trang</label> …</form>
 */
export function attachPickAll(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-pick-all]")) {
    const all = form.querySelector<HTMLInputElement>("[data-pick-all-box]");
    if (!all) continue;
    const boxes = () => [...form.querySelectorAll<HTMLInputElement>("input[type=checkbox][name]")];
    const label = all.closest("label");
    if (label) label.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    form.addEventListener("change", () => {
      const chosen = boxes().filter((box) => box.checked).length;
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
    });
  }
}
