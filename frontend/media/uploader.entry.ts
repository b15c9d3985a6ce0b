import "./uploader.css";
import { attachUploaders } from "./uploader";

attachUploaders();
