/**
 * Filters that act at once on wide screens. On phones, where they are a sheet, and without scripts the
 * button sends them all together.
 *
 *   <form data-facets> … <button data-facets-button>Xem kết quả</button></form>
 */
const wide = "(min-width: 901px)";

export function attachFacets(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-facets]")) {
    const query = window.matchMedia(wide);
    const button = form.querySelector<HTMLElement>("[data-facets-button]");
    const show = () => {
      if (button) button.hidden = query.matches;
    };
    show();
    query.addEventListener("change", show);
    form.addEventListener("change", () => {
      if (query.matches) form.requestSubmit();
    });
  }
}
