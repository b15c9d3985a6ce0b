import "./review.css";
import { attachTicks } from "./ticks";

attachTicks();
