import "./matrix.css";
import { attachMatrix } from "./matrix";

attachMatrix(document);
