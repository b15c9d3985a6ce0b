import { expect, it } from "vitest";
import { fill, sayBytes, sayLeft } from "./words";

const words = { soon: "chưa đến một phút", minutes: "%(n)s phút" };

it("writes amounts with the comma of the language", () => {
  expect(sayBytes(2_576_980_378, "vi")).toBe("2,4\u00a0GB");
  expect(sayBytes(640 * 1024 * 1024, "vi")).toBe("640\u00a0MB");
  expect(sayBytes(900, "vi")).toBe("900\u00a0B");
});

it("fills the places of a sentence", () => {
  expect(fill("%(sent)s trong %(total)s", { sent: "1", total: "2" })).toBe("1 trong 2");
});

it("says the time left in whole minutes, and nothing before it knows", () => {
  expect(sayLeft(Number.POSITIVE_INFINITY, words)).toBe("");
  expect(sayLeft(20, words)).toBe("chưa đến một phút");
  expect(sayLeft(61, words)).toBe("2 phút");
});
