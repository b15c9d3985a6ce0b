/** Sheet of the pages of figures, and their button that prints. */
import { startPrintButtons } from "../accounts/print-button";
import "./parts.css";
import "./figures.css";

startPrintButtons(document);
