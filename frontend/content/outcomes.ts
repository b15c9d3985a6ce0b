/**
 * The chooser of outcomes asks again when subject, grade or the word changes; what is ticked stays.
 * Without scripts the button "Look up" sends the form and the server does the same.
 *
 *   <input name="outcome_text"> <button data-outcomes-find>Tìm</button>
 *   <div data-outcomes="/hoc-lieu-cua-toi/yeu-cau-can-dat/">…</div>
 */
const PAUSE = 250;

export function attachOutcomes(root: ParentNode): void {
  const place = root.querySelector<HTMLElement>("[data-outcomes]");
  const form = place?.closest("form");
  if (!place || !form) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  const ticked = () =>
    [...place.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value).join();

  const load = async (): Promise<void> => {
    const mine = ++last;
    const before = ticked();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (["subject", "grade", "outcome_text", "outcomes"].includes(name)) query.append(name, String(value));
    }
    const response = await fetch(`${place.dataset["outcomes"]}?${query}`, { headers: { "X-Requested-With": "fetch" } });
    const html = await response.text();
    if (!response.ok || mine !== last) return;
    // What was ticked while the answer was on its way is not in it.
    if (ticked() !== before) return load();
    place.innerHTML = html;
  };
  const ask = (pause: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void load(), pause);
  };

  for (const name of ["subject", "grade"]) {
    form.querySelector(`[name="${name}"]`)?.addEventListener("change", () => ask(0));
  }
  const text = form.querySelector<HTMLInputElement>('[name="outcome_text"]');
  text?.addEventListener("input", () => ask(PAUSE));
  text?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    ask(0);
  });
  form.querySelector("[data-outcomes-find]")?.addEventListener("click", (event) => {
    event.preventDefault();
    ask(0);
  });
}
