/** The looks of files on pages that do not upload any. */
import "./viewer.css";
