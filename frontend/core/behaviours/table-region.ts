/**
 * A table wider than its place scrolls inside a region; only then the region takes the focus, so that
 * the keyboard can scroll it.
 *
 *   <div class="table-wrap" role="region" aria-label="Câu hỏi" tabindex="0"><table …></div>
 */
import { findAll, isFirstTime } from "./find";

export function attachTableRegions(root: ParentNode): void {
  for (const region of findAll(root, ".table-wrap")) {
    if (!isFirstTime(region, "region")) continue;
    const check = () => setFocusable(region, region.scrollWidth > region.clientWidth + 1);
    check();
    new ResizeObserver(check).observe(region);
  }
}

export function setFocusable(region: HTMLElement, isWide: boolean): void {
  if (isWide) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}
