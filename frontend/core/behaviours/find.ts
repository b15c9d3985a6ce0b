/** Finds the elements below a root that carry a data attribute, the root itself included. */
export function findAll<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  const found = Array.from(root.querySelectorAll<T>(selector));
  return root instanceof Element && root.matches(selector) ? [root as unknown as T, ...found] : found;
}

/** Raises its hand once a element, so that attaching twice does no harm. */
export function isFirstTime(element: Element, behaviour: string): boolean {
  const mark = `data-on-${behaviour}`;
  if (element.hasAttribute(mark)) return false;
  element.setAttribute(mark, "");
  return true;
}
