"""``kill -9`` of web server, database and worker in the middle of 200 running attempts.

Every pupil's player sends each batch until it is acknowledged, sends old ones again in any order, and
hands in twice. What was acknowledged is in the database, each attempt is there once, the totals are right.
"""

import itertools
import os
import random
import threading
from decimal import Decimal

import psycopg
import pytest

from scripts.services.postgres import DurablePostgres
from scripts.services.server import ServiceMissingError
from tests.support.product import Product, Visitor, wait_until

SCENARIO = "tests.ops.exam_scenario"
LINES = 8
QUESTIONS = 5

# The cluster that is killed is its own; one run of the suite is enough.
pytestmark = pytest.mark.postgres


@pytest.fixture
def server():
    """Start a cluster that waits for the disk."""
    cluster = DurablePostgres()
    try:
        cluster.start()
    except ServiceMissingError as error:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"CI must have every service: {error}")
        pytest.skip(str(error))
    yield cluster
    cluster.stop()


@pytest.fixture
def product(tmp_path, server):
    """Prepare 200 running attempts, start the product."""
    with Product(tmp_path, DATABASE_URL=server.url, LOG_LEVEL="ERROR") as product:
        product.pupils = product.command(SCENARIO, "prepare")
        product.start()
        yield product


class Player:
    """One pupil's player: what it has sent and what was acknowledged."""

    def __init__(self, pupil, place):
        self.pupil = pupil
        self.acknowledged = {}
        self.results = []
        # How many are right in the end differs from pupil to pupil.
        self.right = {str(n) for n in range(1, QUESTIONS + 1) if (place + n) % 3}

    def write(self, seq, *, is_last=False):
        """Answer wrongly until the last word."""
        if is_last:
            answers = {
                n: self.pupil["right" if n in self.right else "wrong"][n]
                for n in self.pupil["right"]
            }
        else:
            number = str(1 + seq % QUESTIONS)
            answers = {number: self.pupil["wrong"][number]}
        return [{"q": int(number), "a": value, "t": seq} for number, value in answers.items()]

    @property
    def expected_score(self):
        return Decimal(10) * len(self.right) / QUESTIONS


class Line(threading.Thread):
    """The players of some pupils, one after the other, over a line that may break."""

    def __init__(self, origin, players, seed):
        super().__init__(daemon=True)
        self.visitor = Visitor(origin)
        self.players = players
        self.chance = random.Random(seed)  # noqa: S311  # only an order of sending
        self.enough = threading.Event()
        self.refusals = []
        self.count = 0
        self.broken = 0

    def run(self):
        for seq in itertools.count(1):
            if self.enough.is_set():
                break
            for player in self.players:
                self.save(player, seq, player.write(seq))
        for player in self.players:
            self.save(player, seq, player.write(seq, is_last=True))
            for _ in range(2):
                answer = self.send(player, self.choose_old(player), submit=True)
                player.results.append(answer["result"])

    def save(self, player, seq, events):
        """Send a batch with some old ones among it until it is acknowledged."""
        batches = [*self.choose_old(player), {"seq": seq, "events": events}]
        self.chance.shuffle(batches)
        answer = self.send(player, batches)
        if answer["state"] != "saved" or seq not in answer["saved"]:
            self.refusals.append(answer)
        player.acknowledged[str(seq)] = events
        self.count += 1

    def choose_old(self, player):
        known = [{"seq": int(seq), "events": events} for seq, events in player.acknowledged.items()]
        return self.chance.sample(known, min(len(known), self.chance.randint(0, 2)))

    def send(self, player, batches, *, submit=False):
        body = {"batches": batches, "submit": submit}
        while True:
            try:
                return self.visitor.ask(
                    "POST", "/luu-bai/", body, X_Bh_Attempt=player.pupil["token"]
                )
            except (ConnectionError, AssertionError) as error:
                # Nobody there, or the database away (503): as the player, wait and send again.
                if isinstance(error, AssertionError) and error.args[0][2] != 503:
                    self.refusals.append(error.args[0])
                    raise
                self.broken += 1
                self.enough.wait(0.05)


def is_settled(url):
    """Tell whether every attempt has its score and no job is left."""
    with psycopg.connect(url) as database:
        left = database.execute(
            "SELECT (SELECT count(*) FROM assessments_attempt WHERE state <> 'scored')"
            " + (SELECT count(*) FROM core_job WHERE state <> 'done' AND name NOT LIKE '%close_due%')"
        ).fetchone()
    return left == (0,)


def wait_for_more(lines, count, *, what):
    """Wait until so many batches more are acknowledged."""
    goal = sum(line.count for line in lines) + count
    wait_until(lambda: sum(line.count for line in lines) >= goal, seconds=120, what=what)


def answer_through_three_kills(product, server, lines):
    """Let everybody answer and hand in while one thing after the other falls."""
    for line in lines:
        line.start()
    wait_for_more(lines, 300, what="the pupils answer")
    product.kill(*product.find_processes("granian"))
    wait_for_more(lines, 300, what="the pupils answer after the web server fell")
    server.kill()
    server.start_again()
    wait_for_more(lines, 300, what="the pupils answer after the database fell")
    for line in lines:
        line.enough.set()
    players = [player for line in lines for player in line.players]
    wait_until(
        lambda: sum(bool(player.results) for player in players) > 40,
        seconds=120,
        what="the first hand in",
    )
    product.kill(*product.find_processes("manage.py work"))
    for line in lines:
        line.join(120)
    wait_until(lambda: is_settled(server.url), seconds=120, what="everything is scored")


def test_killing_server_database_and_worker_loses_no_acknowledged_answer(product, server):
    players = [Player(pupil, place) for place, pupil in enumerate(product.pupils)]
    lines = [Line(product.origin, players[n::LINES], seed=n) for n in range(LINES)]

    answer_through_three_kills(product, server, lines)

    told = product.command(SCENARIO, "report")
    kept = [told["attempts"][player.pupil["attempt"]] for player in players]
    assert [line.refusals for line in lines] == [[]] * LINES
    assert all(line.broken for line in lines)
    assert len(players) == len(told["attempts"]) == 200
    assert told["tries"] == [1]
    assert [found["batches"] for found in kept] == [player.acknowledged for player in players]
    assert {tuple(found["answers"]) for found in kept} == {(1, 2, 3, 4, 5)}
    scores = [Decimal(found["score"]) for found in kept]
    assert scores == [player.expected_score for player in players]
    assert {tuple(found["facts"]) for found in kept} == {("answered", "started", "submitted")}
    assert {len(set(player.results)) for player in players} == {1}
