// The study page: one part a screen.
import "../content/lessons.css";
import "./study.css";
