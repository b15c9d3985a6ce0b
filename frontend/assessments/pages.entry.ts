/** Sheets of the pages of banks, imports and results; they need no behaviour of their own. */
import "./parts.css";
import "./pages.css";
