/** Counts ticked boxes: `<span data-tick-count></span> … <ul data-ticks><input type="checkbox">…`. */

export function countTicks(list: ParentNode): string {
  const boxes = [...list.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  return `${boxes.filter((box) => box.checked).length}/${boxes.length}`;
}

export function attachTicks(root: ParentNode = document): void {
  const list = root.querySelector<HTMLElement>("[data-ticks]");
  const count = root.querySelector<HTMLElement>("[data-tick-count]");
  if (!list || !count) return;
  const show = (): void => {
    count.textContent = countTicks(list);
  };
  list.addEventListener("change", show);
  show();
}
