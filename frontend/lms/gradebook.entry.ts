// Gradebooks of teachers, and a pupil's own marks.
import "./gradebook.css";
