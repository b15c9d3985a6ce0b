import { expect, test } from "vitest";

import { isAllowed, joinCells, nextCell, readCells } from "./cells";

const cells = (text: string) => readCells(text);

test.each([
  ["", 0, "-", true],
  ["", 0, "−", true],
  ["", 0, ",", false],
  ["8", 1, ",", true],
  ["8", 1, ".", true],
  ["8", 1, "-", false],
  ["-", 1, ",", false],
  ["-2", 2, ",", true],
  ["12", 2, ",", true],
  ["123", 3, ",", false],
  ["1,", 2, ",", false],
  ["1,2", 3, "5", true],
  ["", 0, "a", false],
  ["1234", 4, "5", false],
])("with %j in the cells, cell %i and the key %j: %s", (text, index, key, allowed) => {
  expect(isAllowed(cells(text), index, key)).toBe(allowed);
});

test("an answer of the server fills the cells and comes back equal", () => {
  for (const text of ["8,5", "-2,5", "1234", "", "7"]) expect(joinCells(cells(text))).toBe(text);
  expect(cells("8.5")).toEqual(["8", ",", "5", ""]);
});

test("the next key goes into the first empty cell, or the last", () => {
  expect(nextCell(cells("8,"))).toBe(2);
  expect(nextCell(cells("1234"))).toBe(3);
});
