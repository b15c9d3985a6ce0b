/** The bank and a person's own resources. */
import "./resources.css";
import { attachFacets } from "../core/behaviours/facets";

attachFacets(document);
