/** Keys of the player: ← → change the question, A–L choose, M marks. Never while somebody types. */
import { LETTERS } from "./render";
import type { Session } from "./session";

export function attachKeys(root: Document, session: Session): void {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isElsewhere(event.target)) return;
    if (event.key === "ArrowLeft") session.goTo(session.current - 1);
    else if (event.key === "ArrowRight") session.goTo(session.current + 1);
    else if (event.key.toLowerCase() === "m") session.toggleFlag();
    else if (!choose(root, session, event.key)) return;
    event.preventDefault();
  });
}

function isElsewhere(target: EventTarget | null): boolean {
  const element = target as Element | null;
  if (element?.closest?.("dialog")) return true;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  if (element instanceof HTMLMediaElement) return true;
  return element instanceof HTMLInputElement && !["radio", "checkbox"].includes(element.type);
}

function choose(root: Document, session: Session, key: string): boolean {
  const index = key.length === 1 ? LETTERS.indexOf(key.toUpperCase()) : -1;
  const inputs = root.querySelectorAll<HTMLInputElement>(`#cau-${session.current} .choice input`);
  const input = index < 0 ? undefined : inputs[index];
  if (!input || input.closest("[inert]")) return false;
  input.focus();
  input.click();
  return true;
}
