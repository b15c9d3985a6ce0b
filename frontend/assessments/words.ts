/** Sentences of the page, put together: say("question", { n: 3 }). They come from the template. */
let words: Record<string, string> = {};

export function readWords(root: ParentNode, selector = "#player-words"): void {
  const source = root.querySelector(selector);
  words = source ? (JSON.parse(source.textContent ?? "{}") as Record<string, string>) : {};
}

export function say(key: string, values: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/%\((\w+)\)s/g, (_, name: string) => String(values[name] ?? ""));
}

/** "2.0000" → "2", "0.25" → "0,25". */
export function sayPoints(points: string): string {
  return points.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace(".", ",");
}
