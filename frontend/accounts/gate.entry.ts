/** Sign-in, the first run and preferences. */
import "./gate.css";
