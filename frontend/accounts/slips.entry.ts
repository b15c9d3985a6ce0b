/** The page of account slips. */
import "./slips.css";
import { startPrintButtons } from "./print-button";

startPrintButtons();
