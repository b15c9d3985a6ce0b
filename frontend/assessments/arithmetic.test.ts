import { describe, expect, it } from "vitest";
import { reckon, write } from "./arithmetic";

describe("the calculator", () => {
  it.each([
    ["2 × (3,5 − 1)", "5"],
    ["7 : 2", "3,5"],
    ["0,1 + 0,2", "0,3"],
    ["−2^2", "−4"],
    ["2^3^2", "512"],
    ["√9 + 4²", "19"],
    ["1 ÷ 3", "0,333333333333"],
  ])("reckons %s as %s", (text, result) => {
    const value = reckon(text);
    expect(value).not.toBeNull();
    expect(write(value!)).toBe(result);
  });

  it.each(["", "1 +", "(2", "2)", "1 : 0", "√(−1)", "alert(1)", "2 2"])("says nothing to %s", (text) => {
    expect(reckon(text)).toBeNull();
  });
});
