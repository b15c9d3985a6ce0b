"""What runs in production agrees with what the code asks for."""

from pathlib import Path

import pytest
import yaml

from core.jobs import registry
from scripts.serve import list_celery_command

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "deploy/compose.yaml",
    "deploy/systemd/benhoc-celery@.service",
    "deploy/kubernetes/workers.yaml",
)


def list_queues():
    registry._load()
    return {kind.queue for name, kind in registry._kinds.items() if not name.startswith("tests.")}


def test_the_supervisors_celery_serves_every_queue():
    command = list_celery_command()

    assert list_queues() <= set(command[command.index("--queues") + 1].split(","))


@pytest.mark.parametrize("place", PLACES)
def test_every_way_of_deployment_serves_every_queue(place):
    text = (ROOT / place).read_text()
    served = text.partition("--queues=")[2].split()[0].strip('",').split(",")

    assert list_queues() <= set(served)


def test_the_parts_of_one_server_wait_for_its_tables():
    services = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]

    waiting = {
        name for name, service in services.items() if "migrate" in (service.get("depends_on") or {})
    }

    assert waiting == {"web", "worker", "celery"}


def test_nothing_but_the_proxy_is_reachable_from_outside():
    services = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]


def test_the_image_may_write_where_the_settings_say():
    text = (ROOT / "deploy/Containerfile").read_text()

    # Loading the settings makes var/metrics, at build time as root.
    assert "chown -R benhoc var\n" in text


def test_the_proxy_logs_no_queries():
    text = (ROOT / "deploy/nginx.conf").read_text()
    logged = text.partition("log_format benhoc")[2].partition(";")[0]

    assert "$uri" in logged
    assert not [word for word in ("$request_uri", "$args", "$http_referer") if word in logged]
    assert text.count("access_log") == 3
