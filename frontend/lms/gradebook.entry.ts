// Gradebooks of teachers, a pupil's own marks, and reports.
import { startPrintButtons } from "../accounts/print-button";
import "./gradebook.css";

startPrintButtons();
