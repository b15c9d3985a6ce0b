/** An essay: one field that grows, and the count of its words beside the bounds that were set. */
import { clone, find } from "./dom";
import { say } from "./words";
import type { Reply, Value } from "./types";

export function countWords(text: string): number {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}

export function renderEssay(reply: Reply, value: Value, describedBy: string, tell: (value: Value) => void): HTMLElement {
  const root = clone("essay");
  const field = find<HTMLTextAreaElement>(root, "textarea");
  const count = find(root, "[data-words]");
  field.rows = Math.min(Math.max(reply.lines ?? 8, 4), 24);
  field.value = typeof value === "string" ? value : "";
  field.setAttribute("aria-describedby", describedBy);
  const tally = () => (count.textContent = sayCount(countWords(field.value), reply));
  field.addEventListener("input", () => {
    tally();
    tell(field.value || null);
  });
  tally();
  return root;
}

function sayCount(n: number, { fewest_words: fewest, most_words: most }: Reply): string {
  if (fewest && most) return say("words_between", { n, fewest, most });
  if (fewest) return say("words_least", { n, fewest });
  return most ? say("words_most", { n, most }) : say("words_count", { n });
}
