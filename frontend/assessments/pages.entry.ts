/** Sheets of the pages of banks, imports, results and given tests; the proctor's screen renews itself. */
import "./parts.css";
import "./pages.css";
import "./schedules.css";

import { keepWatching } from "./watch";

for (const place of document.querySelectorAll<HTMLElement>("[data-watch]")) keepWatching(place);
