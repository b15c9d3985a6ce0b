"""How a pupil takes a test on a system: ours, and the shape that another system's adapter has.

python -m benchmarks.tests journeys --system mypackage.moodle:Moodle --ground ground.json
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from .browser import Browser


@dataclass(frozen=True)
class Pupil:
    """Who takes which test."""

    username: str
    password: str
    test: str


class System(Protocol):
    """The steps of one attempt. ``state`` is what one step hands to the next, for one pupil."""

    def sign_in(self, browser: Browser, pupil: Pupil) -> None:
        """Open the login page and sign in."""

    def open_shell(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Go from the pupil's home to the page of the test."""

    def start(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Begin the test and load its questions."""

    def answer(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Answer all questions, saved as the system's own page saves them."""

    def finish(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Hand in and see the result."""


class BenHoc:
    """Bến Học: the paper once, batches of five answers, the last one with the handing in."""

    batch_size = 5

    def sign_in(self, browser: Browser, pupil: Pupil) -> None:
        """Open the login page and sign in."""
        browser.send("login page", "GET", "/dang-nhap/")
        form = urlencode(
            {"username": pupil.username, "password": pupil.password, "next": "/viec-can-lam/"}
        )
        browser.send(
            "login", "POST", "/dang-nhap/", form.encode(),
            Content_Type="application/x-www-form-urlencoded",
        )  # fmt: skip
        if "sessionid" not in browser.cookies:
            raise ConnectionError(f"{pupil.username} cannot sign in")

    def open_shell(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Go from the pupil's home to the page of the test."""
        browser.send("home", "GET", "/viec-can-lam/")
        page = browser.send("test page", "GET", f"/lam-bai/{pupil.test}/")
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        if found is None:
            raise ConnectionError(f"{pupil.username} has no way to begin")
        state["csrf"] = found[1]

    def start(self, browser: Browser, pupil: Pupil, state: dict[str, Any]) -> None:
        """Begin and load the paper."""
        form = urlencode({"csrfmiddlewaretoken": state["csrf"]}).encode()
        answer = browser.send(
            "start", "POST", f"/lam-bai/{pupil.test}/mo/", form,
            Content_Type="application/x-www-form-urlencoded", Accept="application/json",
        )  # fmt: skip
        state["opening"] = json.loads(answer.body)
        state["paper"] = json.loads(browser.send("paper", "GET", state["opening"]["paper"]).body)

    def answer(self, browser: Browser, _pupil: Pupil, state: dict[str, Any]) -> None:
        """Save all but the last batch."""
        items = state["paper"]["items"]
        events = [self._choose(item, number) for number, item in enumerate(items)]
        groups = [
            events[start : start + self.batch_size]
            for start in range(0, len(events), self.batch_size)
        ]
        for seq, group in enumerate(groups[:-1], start=1):
            self._save(browser, state, "save", [{"seq": seq, "events": group}])
        state["last"] = [{"seq": len(groups), "events": groups[-1]}]

    def finish(self, browser: Browser, _pupil: Pupil, state: dict[str, Any]) -> None:
        """Hand in with the last batch and look at the result."""
        told = self._save(browser, state, "submit", state["last"], submit=True)
        browser.send("result", "GET", told["result"])

    def _save(
        self, browser: Browser, state: dict[str, Any], step: str, batches: Any, **more: Any
    ) -> dict[str, Any]:
        answer = browser.send(
            step, "POST", "/luu-bai/", json.dumps({"batches": batches, **more}).encode(),
            Content_Type="application/json", X_Bh_Attempt=state["opening"]["token"],
        )  # fmt: skip
        told: dict[str, Any] = json.loads(answer.body)
        if told["saved"] != [batch["seq"] for batch in batches]:
            raise ConnectionError(f"not saved: {told}")
        return told

    def _choose(self, item: dict[str, Any], number: int) -> dict[str, Any]:
        options = item["options"]
        return {"q": item["n"], "a": options[number % len(options)]["t"], "t": 1_700_000_000_000}
