/**
 * Temml writes style attributes, which our content security policy forbids. What school formulas need
 * of them becomes classes of frontend/core/css/math.css or MathML attributes; the rest is dropped.
 *
 *   withoutStyle('<mi style="color:#ff0000;">')  →  '<mi mathcolor="#ff0000">'
 */
const STEPS = [0, 0.2, 0.4, 0.6, 1, 2];
const UNITS: Record<string, number> = { em: 1, pt: 0.1, px: 0.0625, ex: 0.45 };

function nearestStep(length: string): number {
  const size = Number.parseFloat(length) * (UNITS[length.replace(/[-\d.]/g, "")] ?? 1);
  const distances = STEPS.map((step) => Math.abs(step - size));
  return distances.indexOf(Math.min(...distances));
}

function asClass(name: string, value: string): string {
  if (name === "padding") return `tms-p${nearestStep(value)}`;
  if (name === "padding-left") return `tms-pl${nearestStep(value)}`;
  if (name === "padding-right") return `tms-pr${nearestStep(value)}`;
  if (name === "border") return "tms-box";
  if (name.startsWith("border-")) {
    return `tms-${value.includes("dash") ? "d" : "b"}${name.charAt(7)}`;
  }
  if (name === "math-depth") return "tms-flat";
  if (name === "text-align") return `tms-${value}`;
  return "";
}

/** Turn the style attribute of one opening tag into classes and attributes. */
export function withoutStyle(tag: string): string {
  const style = / style="([^"]*)"/.exec(tag);
  if (!style) return tag;
  const classes: string[] = [];
  let attributes = "";
  for (const declaration of (style[1] ?? "").split(";")) {
    const [name = "", value = ""] = declaration.split(":").map((part) => part.trim());
    if (name === "color" && /^#[0-9a-f]{3,8}$/i.test(value)) attributes += ` mathcolor="${value}"`;
    const found = asClass(name, value);
    if (found) classes.push(found);
  }
  let result = tag.replace(style[0], attributes);
  if (classes.length > 0) {
    result = / class="/.test(result)
      ? result.replace(/ class="/, ` class="${classes.join(" ")} `)
      : result.replace(/^<[a-z]+/, (start) => `${start} class="${classes.join(" ")}"`);
  }
  return result;
}
