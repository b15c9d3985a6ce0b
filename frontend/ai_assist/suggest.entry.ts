/** The button that ticks fitting outcomes in the form of a resource. */
import { attachSuggest } from "./suggest";

attachSuggest(document);
