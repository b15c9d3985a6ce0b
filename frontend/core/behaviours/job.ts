/**
 * Asks after a long job until it is done. The page may be left and come back to; without scripts it
 * shows the state at loading.
 *
 *   <div data-job="/viec-nen/<id>/" [data-job-reload]> with [data-job-stage], [data-job-count] and a
 *   <progress data-job-bar>
 *
 * Sends "job:done" or "job:failed" with the last answer; `data-job-reload` loads the page again then.
 */
import { findAll, isFirstTime } from "./find";

export interface JobProgress {
  state: string;
  stage?: string;
  done?: number | null;
  total?: number | null;
  error?: string;
}

const FIRST_MS = 800;
const SLOWEST_MS = 8000;
const ENDED = new Set(["done", "failed"]);

export function attachJobs(root: ParentNode): void {
  for (const element of findAll(root, "[data-job]")) {
    if (isFirstTime(element, "job")) void follow(element, FIRST_MS);
  }
}

export function showProgress(element: HTMLElement, job: JobProgress): void {
  const bar = element.querySelector<HTMLProgressElement>("[data-job-bar]");
  const stage = element.querySelector("[data-job-stage]");
  const count = element.querySelector("[data-job-count]");
  if (stage && job.stage) stage.textContent = job.stage;
  if (job.total) {
    if (bar) {
      bar.max = job.total;
      bar.value = job.done ?? 0;
    }
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    if (count) count.textContent = `${numbers.format(job.done ?? 0)}/${numbers.format(job.total)}`;
  }
}

async function follow(element: HTMLElement, delay: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  if (!element.isConnected) return;
  const job = await ask(element.dataset["job"] ?? "");
  if (job) {
    showProgress(element, job);
    if (ENDED.has(job.state)) {
      element.dispatchEvent(new CustomEvent(`job:${job.state}`, { bubbles: true, detail: job }));
      if (element.hasAttribute("data-job-reload")) window.location.reload();
      return;
    }
  }
  await follow(element, document.hidden ? SLOWEST_MS : Math.min(delay * 1.3, SLOWEST_MS));
}

async function ask(address: string): Promise<JobProgress | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as JobProgress) : null;
  } catch {
    return null; // The line is down: asked again later.
  }
}
