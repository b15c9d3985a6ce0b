import { beforeEach, expect, test, vi } from "vitest";
import { attachFacets } from "./facets";

function open(isWide: boolean): HTMLFormElement {
  vi.stubGlobal("matchMedia", () => ({ matches: isWide, addEventListener: () => undefined }));
  document.body.innerHTML = `<form data-facets><input type="checkbox" name="kind" value="video"><button data-facets-button>Xem</button></form>`;
  const form = document.querySelector("form")!;
  form.requestSubmit = vi.fn();
  attachFacets(document);
  form.querySelector("input")!.dispatchEvent(new Event("change", { bubbles: true }));
  return form;
}

beforeEach(() => vi.unstubAllGlobals());

test("a filter acts at once on a wide screen, without a button", () => {
  const form = open(true);

  expect(form.requestSubmit).toHaveBeenCalledOnce();
  expect(form.querySelector("button")!.hidden).toBe(true);
});

test("on a phone the button sends all filters together", () => {
  const form = open(false);

  expect(form.requestSubmit).not.toHaveBeenCalled();
  expect(form.querySelector("button")!.hidden).toBe(false);
});
