// A teacher's day, classes, and giving lessons.
import "./teacher.css";
