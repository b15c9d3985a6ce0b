/** Writing a question: rows to add, marks for the text, pictures, and how formulas look. */
import "./author.css";

import { attachLook } from "./author-look";
import { attachOutcomes } from "./author-outcomes";
import { attachPictures } from "./author-pictures";
import { attachRows } from "./author-rows";
import { attachTools } from "./author-tools";
import { readWords } from "./words";

const form = document.querySelector<HTMLFormElement>("form[data-author]");
if (form) {
  readWords(document, "#author-words");
  attachRows(form);
  attachTools(form);
  attachPictures(form);
  attachLook(form);
  attachOutcomes(form);
  document.querySelector<HTMLElement>("[data-look]")?.focus();
}
