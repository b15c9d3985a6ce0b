import { expect, test, vi } from "vitest";

import { attachSuggest } from "./suggest";

test("the button shows itself, sends title and description, and says that something was ticked", async () => {
  const answer = vi.fn().mockResolvedValue({
    ok: true,
    text: () => Promise.resolve('<input type="checkbox" name="outcomes" value="7" checked>'),
  });
  vi.stubGlobal("fetch", answer);
  document.body.innerHTML = `<form><input name="title" value="Thales"><input name="licence" value="x">
    <div data-outcomes></div><div data-suggest="/goi-y/" hidden><button type="button"></button>
    <span data-suggest-said data-none="none" data-some="some"></span></div></form>`;
  attachSuggest(document);

  expect(document.querySelector<HTMLElement>("[data-suggest]")!.hidden).toBe(false);
  document.querySelector("button")!.click();
  await vi.waitFor(() => expect(document.querySelector("span")!.textContent).toBe("some"));

  expect(answer.mock.calls[0]![0]).toBe("/goi-y/?title=Thales");
});
