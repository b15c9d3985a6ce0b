/** The pages of marking. */
import "./marking.css";
import { startMarking } from "./marking";

startMarking();
