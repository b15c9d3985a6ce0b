"""Getting ready: what has not changed is left alone, and what is missing is named."""

import base64
import os
import stat
import subprocess
import sys

import pytest

from scripts import bootstrap, nodejs, prepare, stamps


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Move the scripts to a small tree of its own."""
    for module in (bootstrap, prepare, stamps):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / "var/stamps")
    monkeypatch.setattr(prepare, "LOCKS", ())
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DEMO", "0")
    return tmp_path


def write_stamps(purpose):
    for stamp, now in prepare.list_changed(purpose).values():
        stamp.write(now)


def test_a_digest_follows_contents_not_times(house):
    (house / "a.txt").write_text("một")
    before = stamps.digest([house / "a.txt"])
    os.utime(house / "a.txt", (0, 0))

    assert stamps.digest([house / "a.txt"]) == before
    (house / "a.txt").write_text("hai")
    assert stamps.digest([house / "a.txt"]) != before


def test_nothing_is_done_twice(house):
    write_stamps("run")

    assert prepare.list_changed("run") == {}


def test_a_new_migration_asks_for_migrate_only(house):
    (house / "lms/migrations").mkdir(parents=True)
    write_stamps("run")
    (house / "lms/migrations/0002_new.py").write_text("")

    assert list(prepare.list_changed("run")) == ["migrate"]


def test_a_removed_database_is_migrated_anew(house):
    (house / "var").mkdir()
    (house / "var/db.sqlite3").write_bytes(b"")
    write_stamps("run")
    (house / "var/db.sqlite3").unlink()

    assert list(prepare.list_changed("run")) == ["migrate"]


def test_somebody_elses_server_is_looked_at_each_time(house, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://a@b/c")
    write_stamps("run")

    assert list(prepare.list_changed("run")) == ["migrate"]


def test_the_secret_is_drawn_once_and_for_this_user_only(house, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.delenv("RESULTS_SIGNING_KEY")
    bootstrap.draw_secrets()
    path = house / "var/secrets/SECRET_KEY"
    first = path.read_text()
    bootstrap.draw_secrets()

    assert path.read_text() == first
    assert len(first) > 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        len(base64.urlsafe_b64decode((house / "var/secrets/RESULTS_SIGNING_KEY").read_text() + "="))
        == 32
    )


def test_a_machine_without_venv_is_told_what_to_install(house, monkeypatch):
    python = house / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(bootstrap, "PYTHON", house / ".venv/bin/python")
    monkeypatch.setattr(bootstrap, "VENV", house / ".venv")
    monkeypatch.setattr(sys, "executable", str(python))

    with pytest.raises(bootstrap.NotReadyError, match="apt install python3"):
        bootstrap.make_environment()


@pytest.mark.parametrize(("said", "version"), [("v20.19.0", 20), ("v8.1.0", 8), ("nonsense", 0)])
def test_nodes_version_is_read(tmp_path, said, version):
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {said}\n")
    node.chmod(0o755)

    assert nodejs.major_version(str(node)) == version


def test_the_locks_name_hashes_and_no_index():
    root = bootstrap.REQUIREMENTS
    text = "".join((root / f"{name}.txt").read_text() for name in ("base", "dev", "node"))

    assert "--hash=sha256:" in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_a_taken_port_is_named_before_anything_starts():
    import socket

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        env = {**os.environ, "PORT": str(port), "HOST": "", "DEMO": "0"}
        done = subprocess.run(
            [sys.executable, "-m", "scripts.serve"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "make run PORT=" in done.stderr
