/** Shapes that travel between server, device and player; see assessments/items/paper.py and intake.py. */
export type ItemType =
  | "single_choice"
  | "multiple_choice"
  | "true_false_statements"
  | "short_number"
  | "short_text"
  | "ordering"
  | "matching"
  | "cloze"
  | "essay"
  | "file_answer";

export type Value = string | string[] | Record<string, boolean> | Record<string, string> | null;

export interface Part {
  t: string;
  html: string;
}

export interface Gap {
  kind: "choice" | "text" | "number";
  options?: Part[];
}

export interface Reply {
  lines?: number;
  fewest_words?: number | null;
  most_words?: number | null;
}

export interface Stimulus {
  title: string;
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
  entries?: Part[];
  left?: Part[];
  matches?: Part[];
  gaps?: Gap[];
  reply?: Reply;
  accepts?: string[];
  most_files?: number;
  /** The place of its shared text in the paper. */
  s?: number;
}

export interface Paper {
  v: number;
  items: Item[];
  stimuli?: Stimulus[];
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
  /** A proctor watches over it in a computer room. */
  is_watched: boolean;
  has_calculator: boolean;
  paper: string;
  answers: Record<string, { a: Value; epoch: number; seq: number }>;
  flags: number[];
  /** Short-lived addresses of the paper's pictures and sounds, by name. */
  files?: Record<string, string>;
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
