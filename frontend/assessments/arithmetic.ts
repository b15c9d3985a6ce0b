/**
 * Reckons what pupils type into the calculator: + − × : ( ) , ^ √ and powers; no eval.
 *
 *   reckon("2 × (3,5 − 1)") === 5; reckon("1 +") === null
 */
const TOKEN = /\s*(\d+(?:[.,]\d+)?|[+\-*/^()√])/y;
const NAMES: Record<string, string> = { "×": "*", "÷": "/", ":": "/", "−": "-" };

export function reckon(text: string): number | null {
  const tokens = split(text.replace(/[×÷:−]/g, (sign) => NAMES[sign] ?? sign).replace(/²/g, "^2"));
  if (!tokens?.length) return null;
  const reader = { tokens, at: 0 };
  const value = readSum(reader);
  return reader.at === tokens.length && value !== null && Number.isFinite(value) ? value : null;
}

export function write(value: number): string {
  return String(Number(value.toPrecision(12))).replace(".", ",").replace("-", "−");
}

interface Reader {
  tokens: string[];
  at: number;
}

function split(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    tokens.push(found[1]!.replace(",", "."));
  }
  return tokens;
}

function take(reader: Reader, signs: string): string | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined || !signs.includes(token)) return undefined;
  reader.at += 1;
  return token;
}

function readSum(reader: Reader): number | null {
  let value = readProduct(reader);
  for (let sign = take(reader, "+-"); sign && value !== null; sign = take(reader, "+-")) {
    const next = readProduct(reader);
    value = next === null ? null : sign === "+" ? value + next : value - next;
  }
  return value;
}

function readProduct(reader: Reader): number | null {
  let value = readSigned(reader);
  for (let sign = take(reader, "*/"); sign && value !== null; sign = take(reader, "*/")) {
    const next = readSigned(reader);
    value = next === null ? null : sign === "*" ? value * next : value / next;
  }
  return value;
}

function readSigned(reader: Reader): number | null {
  if (take(reader, "-")) {
    const value = readSigned(reader);
    return value === null ? null : -value;
  }
  const base = readAtom(reader);
  if (base === null || !take(reader, "^")) return base;
  const power = readSigned(reader);
  return power === null ? null : base ** power;
}

function readAtom(reader: Reader): number | null {
  if (take(reader, "√")) {
    const value = readAtom(reader);
    return value === null ? null : Math.sqrt(value);
  }
  if (take(reader, "(")) {
    const value = readSum(reader);
    return take(reader, ")") ? value : null;
  }
  const token = reader.tokens[reader.at];
  if (token === undefined || !/^\d/.test(token)) return null;
  reader.at += 1;
  return Number(token);
}
