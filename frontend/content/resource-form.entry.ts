/** The form of a resource. */
import "./resources.css";
import { attachOutcomes } from "./outcomes";

attachOutcomes(document);
