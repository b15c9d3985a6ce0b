// The class report.
import "./report.css";
