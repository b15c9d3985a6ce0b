"""Other ways to run: with a broker, for phones in the room, before the first administrator."""

import pytest

from scripts.services.server import is_listening
from tests.factories.media import make_image
from tests.support.product import Product, Visitor, wait_until

SCENARIO = "tests.ops.kill_scenario"


@pytest.mark.services
def test_with_redis_celery_makes_the_copies_of_an_uploaded_picture(tmp_path, redis_url):
    picture = make_image()
    with Product(tmp_path, BROKER_URL=redis_url) as product:
        people = product.command(SCENARIO, "prepare")
        product.start()
        teacher = product.visit(people["teacher"], people["password"])
        claim = {"name": "Sơ đồ.png", "size": len(picture), "type": "image/png"}
        begun = teacher.ask("POST", "/tep/tai-len/", claim)

        status, _ = teacher.call(
            "PUT",
            f"/tep/tai-len/{begun['id']}/",
            picture,
            Upload_Offset="0",
            Content_Type="application/offset+octet-stream",
        )
        wait_until(
            lambda: product.command(SCENARIO, "progress", begun["file"]["id"])["has_copies"],
            seconds=90,
            what="Celery makes the copies",
        )

        assert status == 200
        assert product.find_processes("celery")


@pytest.mark.story
def test_for_phones_in_the_room_the_next_port_serves_files_and_nothing_else(tmp_path):
    with Product(tmp_path, HOST="127.0.0.1") as product:
        product.command(SCENARIO, "prepare")
        product.start()
        content = Visitor(f"http://127.0.0.1:{product.port + 1}")
        wait_until(lambda: is_listening(product.port + 1), seconds=30, what="the second port")

        pages = [visit(Visitor(product.origin), path) for path in ("/dang-nhap/", "/healthz")]
        files = [visit(content, path) for path in ("/dang-nhap/", "/f/no-such-token/a.pdf")]

        assert pages == [200, 200]
        assert files == [404, 404]
        assert "switched off until CONTENT_ORIGIN" in (product.folder / "serve.log").read_text()


@pytest.mark.story
def test_before_the_first_administrator_the_first_page_is_the_wizard(tmp_path):
    with Product(tmp_path) as product:
        product.command(SCENARIO, "make_tables")
        product.start()

        _, page = Visitor(product.origin).call("GET", "/", Accept="text/html")

        assert "Thiết lập".encode() in page
        assert b"benhoc-demo" not in page


def visit(visitor, path):
    """Return the status of a page."""
    return visitor.call("GET", path, Accept="text/html")[0]
