/** The outline pages: their sheet. */
import "./outline.css";
