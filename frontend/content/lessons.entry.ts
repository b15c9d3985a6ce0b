// Pages of lessons: list, reading, preview in the editor.
import "./lessons.css";
