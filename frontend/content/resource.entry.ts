/** The page of one resource. */
import "./resources.css";
