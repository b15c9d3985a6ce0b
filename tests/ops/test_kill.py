"""``kill -9`` of everything: what was acknowledged is there, and each job takes effect once."""

import hashlib
import threading

import pytest

from tests.factories.media import make_film
from tests.support.product import Product, wait_until

pytestmark = pytest.mark.story

SCENARIO = "tests.ops.kill_scenario"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Prepare an installation once."""
    with Product(tmp_path_factory.mktemp("product")) as product:
        product.people = product.command(SCENARIO, "prepare")
        yield product


@pytest.fixture
def product(installation):
    """Start it, unless the test before has left it running."""
    if installation.supervisor is None or installation.supervisor.poll() is not None:
        installation.start()
    return installation


class SavingPupil(threading.Thread):
    """A pupil's player: sends each answer until it is acknowledged, whatever happens meanwhile."""

    def __init__(self, product):
        super().__init__(daemon=True)
        people = product.people
        self.visitor = product.visit(people["pupil"], people["password"])
        self.opening = self.visitor.ask("POST", f"/lam-bai/{people['sitting']}/mo/", {})
        self.acknowledged = {}
        self.enough = threading.Event()
        self.refusals = []

    def run(self):
        seq = 1
        while not self.enough.wait(0.02):
            events = [{"q": 1 + seq % 5, "a": f"b{seq}", "t": seq}]
            try:
                answer = self.send([{"seq": seq, "events": events}])
            except ConnectionError:
                continue
            if answer["saved"] != [seq]:
                self.refusals.append(answer)
            self.acknowledged[str(seq)] = events
            seq += 1

    def send(self, batches, *, submit=False):
        body = {"batches": batches, "submit": submit}
        return self.visitor.ask("POST", "/luu-bai/", body, X_Bh_Attempt=self.opening["token"])

    def hand_in(self):
        self.enough.set()
        self.join()
        return self.send([], submit=True)


class UploadingTeacher:
    """A teacher's uploader: sends parts, and asks where to go on when the line was cut."""

    def __init__(self, product, content):
        people = product.people
        self.visitor = product.visit(people["teacher"], people["password"])
        self.content = content
        claim = {"name": "Bài giảng.mp4", "size": len(content), "type": "video/mp4"}
        begun = self.visitor.ask("POST", "/tep/tai-len/", claim)
        self.address, self.file = f"/tep/tai-len/{begun['id']}/", begun["file"]["id"]

    def ask_offset(self):
        return self.visitor.ask("GET", self.address)["offset"]

    def send(self, start, end, size=256 * 1024):
        for offset in range(start, end, size):
            part = self.content[offset : min(offset + size, end)]
            headers = {
                "Upload_Offset": str(offset),
                "Content_Type": "application/offset+octet-stream",
            }
            status, answer = self.visitor.call("PUT", self.address, part, **headers)
            assert status == 200, answer
        return end


def test_killing_everything_loses_nothing_and_repeats_nothing(product):
    film = make_film(seconds=12, size="1920x1080")
    pupil = SavingPupil(product)
    pupil.start()
    teacher = UploadingTeacher(product, film)
    acknowledged = teacher.send(0, len(film) // 2)

    product.kill_everything()
    product.start()
    offset_after_first_kill = teacher.ask_offset()
    teacher.send(offset_after_first_kill, len(film))
    wait_until(
        lambda: product.find_processes("libx264"), seconds=60, what="the film is being made smaller"
    )
    product.kill_everything()
    product.start()
    wait_until(
        lambda: product.command(SCENARIO, "progress", teacher.file)["has_copies"],
        seconds=180,
        what="the copies of the film",
    )
    handed_in = pupil.hand_in()
    report = wait_until(
        lambda: find_settled_report(product, teacher.file, pupil.opening["attempt"]),
        seconds=60,
        what="the attempt is scored and recorded",
    )

    assert offset_after_first_kill == acknowledged
    assert report["sha256"] == hashlib.sha256(film).hexdigest()
    assert (report["file_state"], report["copies_are_kept"]) == ("ready", True)
    assert len(report["copies"]) == len(set(report["copies"]))
    assert "video_720" in report["copies"]
    assert report["file_attempts"] >= 2
    assert handed_in["result"]
    assert pupil.refusals == []
    assert len(pupil.acknowledged) > 20
    assert pupil.acknowledged.items() <= report["saved"].items()
    assert report["attempt_state"] == "scored"
    assert report["facts"] == sorted(set(report["facts"]))
    assert report["job_states"] == ["done"]


def find_settled_report(product, file, attempt):
    """Return the report once no job is left to do."""
    report = product.command(SCENARIO, "report", file, attempt)
    return report if report["job_states"] == ["done"] and len(report["facts"]) >= 3 else None


def test_a_fallen_web_server_and_worker_are_started_again(product):
    old_web, old_worker = product.find_processes("granian"), product.find_processes("manage.py")
    product.kill(*old_web, *old_worker)

    wait_until(product.is_answering, seconds=30, what="the web server is back")
    wait_until(lambda: product.find_processes("manage.py work"), seconds=30, what="the worker")

    assert not set(old_worker) & set(product.find_processes("manage.py work"))


def test_ctrl_c_stops_everything_together(product):
    pids = [*product.find_processes("granian"), *product.find_processes("manage.py")]

    product.stop()

    assert len(pids) == 3
    assert product.find_processes("") == []
    assert not product.is_answering()
