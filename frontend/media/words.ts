/** Sentences of the uploader, from the page's language: `<div data-uploader data-words='{"sending": "%(sent)s of …"}'>`. */

export type Words = Record<string, string>;

/** Fill `%(name)s` places. */
export function fill(sentence: string | undefined, values: Record<string, string> = {}): string {
  return (sentence ?? "").replace(/%\((\w+)\)s/g, (_, name: string) => values[name] ?? "");
}

/** Write bytes as people do: 412 MB, 2,4 GB. */
export function sayBytes(bytes: number, language: string): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit >= 2 && value < 10 ? 1 : 0;
  const text = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return `${text}\u00a0${units[unit]}`;
}

/** Say how long it still takes; nothing before there is a speed. */
export function sayLeft(seconds: number, words: Words): string {
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 60) return fill(words.soon);
  return fill(words.minutes, { n: String(Math.ceil(seconds / 60)) });
}
