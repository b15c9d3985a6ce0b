import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ServerClock } from "./clock";
import { Outbox, type Verdict } from "./outbox";
import { MemoryStore } from "./store";
import type { Opening, SaveState } from "./types";

interface Sent {
  token: string;
  batches: { seq: number; events: { q: number; a?: unknown; f?: boolean }[] }[];
  submit?: boolean;
}

const opening = (epoch: number): Opening => ({
  attempt: "thu",
  token: `token-${epoch}`,
  epoch,
  now: 0,
  ends_at: 0,
  grace_until: 0,
  has_clock: false,
  is_watched: false,
  has_calculator: false,
  paper: "",
  answers: {},
  flags: [],
  result: "/ket-qua/thu/",
});

let sent: Sent[];
let store: MemoryStore;
let answer: (body: Sent) => Response | Promise<Response>;
let states: SaveState[];
let verdicts: Verdict[];

const saved = (body: Sent, state = "saved", extra = {}) =>
  Response.json({ saved: body.batches.map((batch) => batch.seq), state, ...extra });

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  states = [];
  verdicts = [];
  store = new MemoryStore();
  answer = (body) => saved(body);
  vi.stubGlobal("fetch", async (_address: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const body = { ...(JSON.parse(String(init.body)) as Sent), token: headers["X-Bh-Attempt"] ?? "" };
    sent.push(body);
    return answer(body);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const make = (epoch = 1) =>
  new Outbox(store, opening(epoch), new ServerClock(0), {
    onState: (state) => states.push(state),
    onVerdict: (verdict) => verdicts.push(verdict),
  });

test("changes go out together soon after the last one, the last word of each question", async () => {
  const outbox = make();
  await outbox.record({ q: 1, a: "x" });
  await outbox.record({ q: 1, a: "y" });
  await outbox.record({ q: 2, f: true });
  expect(sent).toHaveLength(0);

  await vi.advanceTimersByTimeAsync(1000);

  expect(sent).toHaveLength(1);
  expect(sent[0]!.batches).toEqual([
    { seq: 3, events: [expect.objectContaining({ q: 1, a: "y" }), expect.objectContaining({ q: 2, f: true })] },
  ]);
  expect(states.at(-1)).toBe("saved");
  expect(await store.list("thu")).toEqual([]);
});

test("without network a change stays on the device and is sent again", async () => {
  const outbox = make();
  answer = () => Promise.reject(new TypeError("offline"));
  await outbox.record({ q: 1, a: "x" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(states.at(-1)).toBe("wait");
  expect(await store.list("thu")).toHaveLength(1);

  answer = (body) => saved(body);
  await vi.advanceTimersByTimeAsync(4000);

  expect(states.at(-1)).toBe("saved");
  expect(outbox.pending).toEqual([]);
});

test("what the server could not save is not forgotten", async () => {
  const outbox = make();
  answer = () => new Response("", { status: 503 });
  await outbox.record({ q: 1, a: "x" });
  await vi.advanceTimersByTimeAsync(1000);

  expect(outbox.pending).toHaveLength(1);
});

test("another page's changes go out under their own token, before one's own", async () => {
  const earlier = make(1);
  answer = () => Promise.reject(new TypeError("offline"));
  await earlier.record({ q: 1, a: "old" });
  await vi.advanceTimersByTimeAsync(700);
  sent = [];
  answer = (body) => saved(body, body.token === "token-1" ? "taken_over" : "saved");

  const later = make(2);
  await later.resume();
  await later.record({ q: 2, a: "new" });
  await later.flush();
  await later.flush();

  expect(sent.map((body) => body.token)).toEqual(["token-1", "token-2"]);
  expect(verdicts).toEqual([]);
});

test("a proxy's page is no verdict", async () => {
  const outbox = make();
  answer = () => new Response("<h1>429</h1>", { status: 429 });
  await outbox.record({ q: 1, a: "x" });
  await vi.advanceTimersByTimeAsync(1000);

  expect(outbox.pending).toHaveLength(1);
  expect(verdicts).toEqual([]);
});

test("when the test has closed the page stops and says so", async () => {
  const outbox = make();
  answer = () => Response.json({ state: "refused" }, { status: 403 });
  await outbox.record({ q: 1, a: "x" });
  await outbox.flush();

  expect(verdicts).toEqual(["refused"]);
});

test("a page that was taken over stops and says so", async () => {
  const outbox = make();
  answer = (body) => saved(body, "taken_over");
  await outbox.record({ q: 1, a: "x" });
  await outbox.flush();

  expect(verdicts).toEqual(["taken_over"]);
  expect(outbox.isStopped).toBe(true);
});

test("handing in carries the last changes", async () => {
  const outbox = make();
  answer = (body) => saved(body, "saved", { result: "/ket-qua/thu/" });
  await outbox.record({ q: 1, a: "x" });

  expect(await outbox.submit()).toBe("/ket-qua/thu/");
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ submit: true, batches: [{ seq: 1 }] });
});

test("handing in without network gives no address and keeps everything", async () => {
  const outbox = make();
  answer = () => Promise.reject(new TypeError("offline"));
  await outbox.record({ q: 1, a: "x" });

  expect(await outbox.submit()).toBeNull();
  expect(outbox.isStopped).toBe(false);
  expect(await store.list("thu")).toHaveLength(1);
});
