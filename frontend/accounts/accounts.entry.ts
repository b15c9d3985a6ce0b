/** Pages of people: inbox, rosters, drawn passwords. */
import "./accounts.css";
