/** The component gallery: its sheet, and a button that changes the theme. */
import "./gallery.css";

document.querySelector("[data-gallery-theme]")?.addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset["theme"] = root.dataset["theme"] === "dark" ? "light" : "dark";
});
