import { afterEach, expect, test } from "vitest";

import { proveBrowser } from "./safe-browser";

afterEach(() => {
  Reflect.deleteProperty(window, "SafeExamBrowser");
});

test("an ordinary browser proves nothing", () => {
  expect(proveBrowser()).toEqual({});
});

test("what Safe Exam Browser says of the page goes along, with the page's address", () => {
  const security = { configKey: "c".repeat(64), browserExamKey: "e".repeat(64) };
  Object.assign(window, { SafeExamBrowser: { security } });
  location.hash = "cau-1";

  const headers = proveBrowser();

  expect(headers["X-Bh-Seb-Page"]).toBe(location.href.split("#")[0]);
  expect([headers["X-Bh-Seb-Config"], headers["X-Bh-Seb-Exam"]]).toEqual([
    security.configKey,
    security.browserExamKey,
  ]);
});
