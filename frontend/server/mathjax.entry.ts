/**
 * TeX to SVG of paths for print: one bundle that Python runs inside quickjs (core/printing/formulas.py).
 *
 *   drawTex("\\frac{1}{2}", false)  →  "<svg …>…</svg>", or "!reason" when the TeX is wrong
 *
 * Parts of the font that are loaded on demand in browsers are bundled here: nothing can be fetched.
 */
import { MathJaxMhchemFontExtension } from "@mathjax/mathjax-mhchem-font-extension/mjs/svg.js";
import { MathJaxNewcmFont } from "@mathjax/mathjax-newcm-font/mjs/svg.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/accents.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/arrows.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/calligraphic.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/double-struck.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/greek.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/latin-b.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/latin-i.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/latin.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/marrows.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/math.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/mshapes.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/script.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/shapes.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/symbols.js";
import "@mathjax/mathjax-newcm-font/mjs/svg/dynamic/variants.js";
import { liteAdaptor } from "@mathjax/src/mjs/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "@mathjax/src/mjs/handlers/html.js";
import { TeX } from "@mathjax/src/mjs/input/tex.js";
import "@mathjax/src/mjs/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/mjs/input/tex/base/BaseConfiguration.js";
import "@mathjax/src/mjs/input/tex/cancel/CancelConfiguration.js";
import "@mathjax/src/mjs/input/tex/color/ColorConfiguration.js";
import "@mathjax/src/mjs/input/tex/enclose/EncloseConfiguration.js";
import "@mathjax/src/mjs/input/tex/mhchem/MhchemConfiguration.js";
import { mathjax } from "@mathjax/src/mjs/mathjax.js";
import { SVG } from "@mathjax/src/mjs/output/svg.js";

declare global {
  var drawTex: typeof draw;
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

const input = new TeX({
  packages: ["base", "ams", "cancel", "color", "enclose", "mhchem"],
  maxMacros: 500,
  // A Vietnamese decimal is one number: 3,14.
  numberPattern: /^(?:[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)/,
  formatError: (_jax: unknown, error: Error) => {
    throw error;
  },
});

mathjax.asyncLoad = (name: string) => {
  throw new Error(`font part is not bundled: ${name}`);
};

const output = new SVG({
  fontCache: "none",
  fontData: MathJaxNewcmFont,
  linebreaks: { inline: false },
});
output.addExtension(MathJaxMhchemFontExtension);

interface FontPart {
  setup?: ((font: unknown) => void) | null;
  failed?: boolean;
  promise?: unknown;
}

/** The list is protected in the types, and there is no other door to it. */
function fontParts(): Record<string, FontPart> {
  return (MathJaxNewcmFont as unknown as { dynamicFiles: Record<string, FontPart> }).dynamicFiles;
}

for (const part of Object.values(fontParts())) {
  if (!part.setup || part.failed || part.promise) continue;
  part.setup(output.font);
  part.setup = null;
}

const page = mathjax.document("", { InputJax: input, OutputJax: output });

function draw(tex: string, isDisplay: boolean): string {
  try {
    const node = page.convert(tex, { display: isDisplay, em: 16, ex: 8, containerWidth: 1200 });
    return adaptor.innerHTML(node);
  } catch (error) {
    return `!${(error as { message?: string }).message ?? String(error)}`;
  }
}

globalThis.drawTex = draw;
