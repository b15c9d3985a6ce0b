/** Taking a test: the form of the start page opens it here, without loading another page. */
import "./player.css";

import { startPlayer } from "./player";
import { readWords } from "./words";

const form = document.querySelector<HTMLFormElement>("form[data-player]");
if (form) {
  readWords(document);
  void startPlayer(form);
}
