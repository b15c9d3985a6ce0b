/** The check page of an import: its sheet, and answers that are kept at once. */
import "./pages.css";
import "./imports.css";

import { attachMending } from "./mending";

attachMending(document);
