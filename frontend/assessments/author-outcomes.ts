/**
 * Offers the outcomes of the subject and grade as soon as both are chosen; those chosen before stay
 * chosen where they still stand. Without scripts `button[name=yccd]` asks the server.
 *
 * <div data-outcomes="/…/yeu-cau/">…</div><button name="yccd">
 */
const CHOSEN = ["ho-so-subject", "ho-so-grade"];

export function attachOutcomes(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>("[data-outcomes]");
  const button = form.querySelector<HTMLButtonElement>("button[name=yccd]");
  if (!place) return;
  if (button) button.hidden = true;
  let asked = 0;
  form.addEventListener("change", (event) => {
    if (!CHOSEN.includes((event.target as HTMLInputElement).name)) return;
    const mine = ++asked;
    void (async () => {
      const markup = await ask(form, place.dataset["outcomes"] ?? "");
      // A later choice has its own answer; without one the button is the way.
      if (mine !== asked) return;
      if (markup === null) {
        if (button) button.hidden = false;
        return;
      }
      place.innerHTML = markup;
    })();
  });
}

async function ask(form: HTMLFormElement, address: string): Promise<string | null> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && [...CHOSEN, "ho-so-outcomes"].includes(name)) query.append(name, value);
  }
  try {
    const response = await fetch(`${address}?${query.toString()}`);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
