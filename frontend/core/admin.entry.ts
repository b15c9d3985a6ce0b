/** Wagtail's admin: colours and type of the house. */
import "./admin.css";
