/**
 * Makes what Vite then hashes, the icon sprite and the small formula font, in frontend/dist/generated;
 * and gathers the fonts of print in frontend/dist/print. Neither is ever committed.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";

import subsetFont from "subset-font";

import { root } from "./entries.mjs";

const generated = join(root, "frontend", "dist", "generated");

/** Letters and signs of school formulas; a rare one falls back to the system's math font. */
export function formulaCharacters() {
  const ranges = [
    [0x20, 0x7e], [0xa0, 0xa0], [0xac, 0xac], [0xb0, 0xb1], [0xb4, 0xb4], [0xb7, 0xb7], [0xd7, 0xd7],
    [0xf7, 0xf7], [0x2c6, 0x2c7], [0x302, 0x303], [0x305, 0x305], [0x307, 0x308], [0x338, 0x338],
    [0x391, 0x3a9], [0x3b1, 0x3c9], [0x3d1, 0x3d1], [0x3d5, 0x3d6], [0x3f5, 0x3f5], [0x2016, 0x2016],
    [0x2026, 0x2026], [0x2032, 0x2034], [0x203e, 0x203e], [0x2061, 0x2064], [0x20d7, 0x20d7],
    [0x2102, 0x2102], [0x210e, 0x210e], [0x2115, 0x2115], [0x211a, 0x211a], [0x211d, 0x211d],
    [0x2124, 0x2124], [0x2190, 0x2194], [0x21d0, 0x21d4], [0x2200, 0x220b], [0x220f, 0x2213],
    [0x2217, 0x221a], [0x221d, 0x222c], [0x2234, 0x2238], [0x223c, 0x223d], [0x2245, 0x2248],
    [0x2260, 0x2265], [0x2282, 0x2287], [0x22a5, 0x22a5], [0x22c5, 0x22c5], [0x22ef, 0x22ef],
    [0x23b4, 0x23b4], [0x23dc, 0x23df], [0x25b3, 0x25b3], [0x27e8, 0x27e9], [0x2a7d, 0x2a7e],
    [0x1d434, 0x1d467], [0x1d6fc, 0x1d71b],
  ];
  return ranges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .join("");
}

async function writeMathFont() {
  const whole = await readFile(
    join(root, "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"),
  );
  const small = await subsetFont(whole, formulaCharacters(), { targetFormat: "woff2" });
  await writeFile(join(generated, "stix-two-math.woff2"), small);
}

async function symbolOf(name) {
  const own = join(root, "frontend/core/glyphs", `${name}.svg`);
  const source = existsSync(own) ? own : join(root, "node_modules/lucide-static/icons", `${name}.svg`);
  if (!existsSync(source)) throw new Error(`icons.txt: no drawing is called "${name}"`);
  const text = (await readFile(source, "utf8")).replace(/<!--[\s\S]*?-->/g, "");
  const inner = text.slice(text.indexOf(">", text.indexOf("<svg")) + 1, text.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").trim()}</symbol>`;
}

async function writeSprite() {
  const list = await readFile(join(root, "frontend/core/icons.txt"), "utf8");
  const names = list.split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map(symbolOf));
  await writeFile(
    join(generated, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
  );
}

/** Puts the fonts of printed papers where the server finds them: Times' measures, with Vietnamese. */
async function copyPrintFonts() {
  const target = join(root, "frontend/dist/print");
  await mkdir(target, { recursive: true });
  const faces = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];
  await Promise.all(
    faces.map((face) =>
      copyFile(
        join(root, `node_modules/@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`),
        join(target, `Tinos_${face}.ttf`),
      ),
    ),
  );
}

/** Writes the sprite and the fonts. */
export async function prepare() {
  await mkdir(generated, { recursive: true });
  await Promise.all([writeSprite(), writeMathFont(), copyPrintFonts()]);
}
