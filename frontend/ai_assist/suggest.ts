/**
 * Ticks the outcomes that fit title and description; the server decides by words, the teacher looks
 * them through. Without scripts the button is not there and outcomes are looked up by hand.
 *
 *   <form> … <div data-outcomes>…</div>
 *     <div data-suggest="/goi-y/yeu-cau-can-dat/" hidden><button data-suggest-ask>…</button>
 *       <span data-suggest-said data-none="…" data-some="…"></span></div></form>
 */
const SENT = new Set(["title", "description", "subject", "grade", "outcomes"]);

export function attachSuggest(root: ParentNode): void {
  const place = root.querySelector<HTMLElement>("[data-suggest]");
  const form = place?.closest("form");
  const chooser = form?.querySelector<HTMLElement>("[data-outcomes]");
  const button = place?.querySelector("button");
  const said = place?.querySelector<HTMLElement>("[data-suggest-said]");
  if (!place || !form || !chooser || !button || !said) return;
  place.hidden = false;

  const ticked = () => chooser.querySelectorAll("input:checked").length;
  button.addEventListener("click", () => {
    void (async () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (SENT.has(name)) query.append(name, String(value));
      const before = ticked();
      const response = await fetch(`${place.dataset["suggest"]}?${query}`, { headers: { "X-Requested-With": "fetch" } });
      if (!response.ok) return;
      chooser.innerHTML = await response.text();
      said.textContent = (ticked() > before ? said.dataset["some"] : said.dataset["none"]) ?? "";
    })();
  });
}
