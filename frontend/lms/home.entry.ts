// The pupil's home and the other three places of a pupil.
import "./home.css";
