import "./dashboard.css";
