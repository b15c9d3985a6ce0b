import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { attachJobs } from "./job";

const answers = [
  { state: "running", stage: "Đọc câu hỏi", done: 1200, total: 4800 },
  { state: "done", stage: "Xong", done: 4800, total: 4800 },
];

beforeEach(() => {
  vi.useFakeTimers();
  document.documentElement.lang = "vi";
  document.body.innerHTML = `<div data-job="/viec-nen/x/"><b data-job-stage></b><i data-job-count></i>
    <progress data-job-bar></progress></div>`;
  const queue = [...answers];
  vi.stubGlobal("fetch", vi.fn(async () => ({ ok: true, json: async () => queue.shift() })));
});

afterEach(() => vi.unstubAllGlobals());

test("it shows how far the job is, says when it is done and asks no more", async () => {
  const ended = vi.fn();
  document.addEventListener("job:done", ended);
  attachJobs(document);

  await vi.advanceTimersByTimeAsync(900);
  expect(document.querySelector("[data-job-count]")!.textContent).toBe("1.200/4.800");
  expect(document.querySelector("progress")!.value).toBe(1200);

  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).toHaveBeenCalledOnce();
  expect(fetch).toHaveBeenCalledTimes(2);
});
