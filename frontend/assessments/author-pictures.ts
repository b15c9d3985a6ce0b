/** Sends chosen pictures at once and puts their marks where the cursor last stood in a text. */
import { say } from "./words";

export function attachPictures(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=hinh]");
  const files = form.querySelector<HTMLInputElement>("[name=kept]");
  const said = form.querySelector<HTMLElement>("[data-said]");
  const button = form.querySelector<HTMLElement>("[name=tai]");
  if (!input || !files || !said) return;
  let target = form.querySelector<HTMLTextAreaElement>("textarea[data-light]");
  if (button) button.hidden = true;
  said.className = "sm soft";
  form.addEventListener("focusin", (event) => {
    const field = event.target as HTMLElement;
    if (field.matches("textarea[data-light]")) target = field as HTMLTextAreaElement;
  });
  input.addEventListener("change", () => {
    void (async () => {
      for (const file of input.files ?? []) {
        said.textContent = say("sending");
        const kept = await send(form, file);
        said.textContent = "name" in kept ? say("sent") : kept.error;
        if (!("name" in kept)) break;
        const known = JSON.parse(files.value || "{}") as Record<string, string>;
        files.value = JSON.stringify({ ...known, [kept.name]: kept.id });
        if (target) put(target, `![](${kept.name})`);
      }
      input.value = "";
    })();
  });
}

type Kept = { name: string; id: string } | { error: string };

async function send(form: HTMLFormElement, file: File): Promise<Kept> {
  const body = new FormData();
  body.set("hinh", file);
  body.set("csrfmiddlewaretoken", form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
  try {
    const response = await fetch(form.dataset["pictureUrl"] ?? "", {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    const answer = (await response.json()) as Partial<{ name: string; id: string; error: string }>;
    return response.ok && answer.name && answer.id
      ? { name: answer.name, id: answer.id }
      : { error: answer.error ?? say("failed") };
  } catch {
    return { error: say("failed") };
  }
}

function put(field: HTMLTextAreaElement, text: string): void {
  const at = field.selectionEnd;
  const isLineStart = at === 0 || field.value[at - 1] === "\n";
  field.setRangeText(`${isLineStart ? "" : "\n"}${text}`, at, at, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
