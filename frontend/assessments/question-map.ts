/** The list of questions with their states, in the side column and in the sheet of phones. */
import { say } from "./words";

export interface ItemState {
  n: number;
  isDone: boolean;
  isWaiting: boolean;
  isFlagged: boolean;
}

export function buildMaps(root: ParentNode, count: number): void {
  for (const map of root.querySelectorAll("[data-map]")) {
    map.replaceChildren(
      ...Array.from({ length: count }, (_, index) => {
        const link = document.createElement("a");
        link.href = `#cau-${index + 1}`;
        link.textContent = String(index + 1);
        return link;
      }),
    );
  }
}

export function showMaps(root: ParentNode, states: ItemState[], current: number): void {
  for (const map of root.querySelectorAll("[data-map]")) {
    [...map.children].forEach((link, index) => {
      const state = states[index];
      if (state) showLink(link, state, index + 1 === current);
    });
  }
  const done = states.filter((state) => state.isDone).length;
  for (const count of root.querySelectorAll("[data-count]")) {
    count.textContent = say("count", { done, all: states.length });
  }
  for (const count of root.querySelectorAll("[data-short-count]")) {
    count.textContent = `${done}/${states.length}`;
  }
}

function showLink(link: Element, state: ItemState, isCurrent: boolean): void {
  const name = state.isWaiting ? "wait" : state.isDone ? "done" : "";
  link.className = [name, state.isFlagged ? "flag" : ""].filter(Boolean).join(" ");
  const said = say(`state_${name || "none"}`, { n: state.n });
  link.setAttribute("aria-label", state.isFlagged ? say("state_flag", { state: said }) : said);
  if (isCurrent) link.setAttribute("aria-current", "step");
  else link.removeAttribute("aria-current");
}
