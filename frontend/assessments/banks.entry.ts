/** Banks, duplicates, versions and the bin. */
import "./banks.css";
import { attachFacets } from "../core/behaviours/facets";
import { attachPickAll } from "./pick-all";

attachFacets(document);
attachPickAll(document);
