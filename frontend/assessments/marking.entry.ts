/** The pages of marking. */
import "./parts.css";
import "./marking.css";
import { startMarking } from "./marking";

startMarking();
