/**
 * TeX to MathML on the server: one bundle that Python runs inside quickjs (core/math.py).
 *
 *   render("\\frac{1}{2}", false)  →  "<math>…</math>", or "!reason" when the TeX is wrong
 */
import temml from "temml";

import { withoutStyle } from "./styles";

declare global {
  var renderTex: typeof render;
}

function render(tex: string, isDisplay: boolean): string {
  try {
    const options = {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      strict: false,
      annotate: false,
      maxSize: [20, 10] as [number, number],
      maxExpand: 500,
    };
    return temml.renderToString(tex, options).replace(/<[a-z][^>]*>/g, withoutStyle);
  } catch (error) {
    return `!${error instanceof Error ? error.message : String(error)}`;
  }
}

globalThis.renderTex = render;
