"""A model's endpoint for tests: answers as told by the model's name, and keeps what it was asked."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACTIVITY = {
    "title": "Mở đầu",
    "minutes": 10,
    "goal": "Nhớ lại.",
    "content": "Một câu hỏi.",
    "product": "Câu trả lời.",
    "steps": ["Giao", "Làm", "Báo cáo", "Kết luận"],
}
ANSWER = {"activities": [{**ACTIVITY, "title": f"Hoạt động {n}"} for n in range(1, 5)]}


class FakeOpenAI:
    """Runs while the test does; ``seen`` holds the bodies of all requests."""

    def __init__(self) -> None:
        self.seen: list[dict] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.seen.append(body)
                status, answer = fake.answer(body)
                data = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def answer(self, body: dict) -> tuple[int, dict]:
        model = body["model"]
        if model == "broken":
            return 500, {"error": {"message": "down"}}
        if model == "no-schemas" and "response_format" in body:
            return 400, {"error": {"message": "unknown field response_format"}}
        text = json.dumps(ANSWER, ensure_ascii=False)
        if model == "no-schemas":
            text = f"Đây là dàn ý:\n```json\n{text}\n```"
        if model == "chatty":
            text = "Xin chào!"
        return 200, {
            "id": "c1",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": f"{model}-2026",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": text},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 90, "completion_tokens": 40, "total_tokens": 130},
        }

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
