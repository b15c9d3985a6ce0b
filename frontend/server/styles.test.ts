import { expect, test } from "vitest";

import { withoutStyle } from "./styles";

test("a colour becomes a MathML attribute", () => {
  expect(withoutStyle('<mi style="color:#ff0000;">')).toBe('<mi mathcolor="#ff0000">');
});

test("lines and padding of a table cell become classes beside those it has", () => {
  expect(withoutStyle('<mtd class="tml-left" style="border-top:0.06em solid;padding-left:5.9776pt;">')).toBe(
    '<mtd class="tms-bt tms-pl3 tml-left">',
  );
});

test("a tag without style stays as it is, and what nobody needs is dropped", () => {
  expect(withoutStyle("<mi>")).toBe("<mi>");
  expect(withoutStyle('<mo style="position:fixed">')).toBe("<mo>");
});
