import { expect, test } from "vitest";

import { setFocusable } from "./table-region";

test("a region takes the focus only when it scrolls", () => {
  const region = document.createElement("div");

  setFocusable(region, true);
  expect(region.tabIndex).toBe(0);

  setFocusable(region, false);
  expect(region.hasAttribute("tabindex")).toBe(false);
});
