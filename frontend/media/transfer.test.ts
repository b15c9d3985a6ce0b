import { describe, expect, it, vi } from "vitest";
import { type Options, Transfer } from "./transfer";

/** A server that keeps what it acknowledges; `faults` says what happens to the nth part. */
function makeServer(total: number, faults: Record<number, "lost" | "unacknowledged"> = {}) {
  const kept: number[] = [];
  let offset = 0;
  let parts = 0;
  const answer = (body: object, status = 200) => new Response(JSON.stringify(body), { status });
  const state = () => ({
    id: "u1",
    offset,
    file: { id: "f1", state: offset === total ? "ready" : "uploading", reason: "" },
  });
  const send = vi.fn(async (url: string, init: RequestInit) => {
    if (init.method === "POST") return answer(state(), 201);
    if (init.method === "GET") return url.includes("/old/") ? answer({}, 404) : answer(state());
    if (init.method === "DELETE") return new Response(null, { status: 204 });
    parts += 1;
    if (faults[parts] === "lost") throw new TypeError("network");
    const at = Number((init.headers as Record<string, string>)["Upload-Offset"]);
    if (at !== offset) return answer({ error: "wrong", offset }, 409);
    const data = new Uint8Array(await (init.body as Blob).arrayBuffer());
    kept.push(...data);
    offset += data.length;
    if (faults[parts] === "unacknowledged") throw new TypeError("network");
    return answer(state());
  });
  return { kept, send };
}

const file = new File([new Uint8Array(10).map((_, i) => i)], "phim.mp4", { type: "video/mp4" });

function make(send: unknown, more: Partial<Options> = {}) {
  return new Transfer(file, {
    begin: "/tep/tai-len/",
    chunk: 4,
    token: "t",
    onChange: () => undefined,
    wait: async () => undefined,
    fetch: send as typeof fetch,
    ...more,
  });
}

describe("Transfer", () => {
  it("sends every part in order and ends when the server has them", async () => {
    const { kept, send } = makeServer(10);
    const end = await make(send).run();
    expect(end).toMatchObject({ stage: "done", fileId: "f1", sent: 10 });
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("goes on after a lost line without a gap", async () => {
    const { kept, send } = makeServer(10, { 2: "lost" });
    expect((await make(send).run()).stage).toBe("done");
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("does not send a part twice whose answer was lost", async () => {
    const { kept, send } = makeServer(10, { 2: "unacknowledged" });
    expect((await make(send).run()).stage).toBe("done");
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("begins anew when the server has forgotten the upload", async () => {
    const { kept, send } = makeServer(10);
    expect((await make(send, { id: "old" }).run()).stage).toBe("done");
    expect(kept).toHaveLength(10);
  });

  it("stops at a refusal and keeps its words", async () => {
    const send = async () => new Response('{"error": "Tệp trống."}', { status: 422 });
    expect(await make(send).run()).toMatchObject({ stage: "refused", reason: "Tệp trống." });
  });

  it("waits while it is paused and goes on afterwards", async () => {
    const { send } = makeServer(10);
    let paused = 0;
    const transfer = make(send, {
      onChange: (now) => {
        if (now.sent === 4 && now.stage === "sending" && paused++ === 0) {
          transfer.pause();
          setTimeout(() => transfer.resume(), 5);
        }
      },
    });
    expect((await transfer.run()).stage).toBe("done");
  });

  it("asks again while the server checks a large file", async () => {
    let asked = 0;
    const send = async (url: string) => {
      const ready = url.endsWith("/trang-thai/") && ++asked === 3;
      const stands = { id: "f1", state: ready ? "ready" : "processing", reason: "" };
      const body = url.endsWith("/trang-thai/") ? stands : { id: "u1", offset: 10, file: stands };
      return new Response(JSON.stringify(body), { status: 200 });
    };
    expect((await make(send).run()).stage).toBe("done");
    expect(asked).toBe(3);
  });
});
