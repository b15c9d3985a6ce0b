/** Shapes that travel between server, device and player; see assessments/items/paper.py and intake.py. */
export type ItemType =
  | "single_choice"
  | "multiple_choice"
  | "true_false_statements"
  | "short_number"
  | "short_text";

export type Value = string | string[] | Record<string, boolean> | null;

export interface Part {
  t: string;
  html: string;
}

export interface Item {
  n: number;
  type: ItemType;
  points: string;
  stem: string;
  options?: Part[];
  statements?: Part[];
  cells?: number;
}

export interface Paper {
  v: number;
  items: Item[];
}

/** What the server gives when the test is opened on this device. */
export interface Opening {
  attempt: string;
  token: string;
  epoch: number;
  now: number;
  ends_at: number;
  grace_until: number;
  has_clock: boolean;
  paper: string;
  answers: Record<string, { a: Value; epoch: number; seq: number }>;
  flags: number[];
  result: string;
}

/** One change: an answer or a mark, with the device's clock. */
export interface Change {
  q: number;
  a?: Value;
  f?: boolean;
  t: number;
}

/** A change as the device keeps it until the server has acknowledged it. */
export interface Entry {
  attempt: string;
  epoch: number;
  seq: number;
  token: string;
  change: Change;
}

export type SaveState = "saved" | "busy" | "wait";

export function isBlank(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
