/** The portal: news, guides and help. */
import "./portal.css";
