"""A copy can be put back: database and uploads, SQLite and PostgreSQL, and a damaged one is refused."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from deploy import backup
from scripts.services.postgres import Postgres, find_programs
from scripts.services.server import ServiceMissingError


@pytest.fixture
def uploads(tmp_path, monkeypatch):
    """Keep one file, named in Vietnamese."""
    folder = tmp_path / "uploads"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "Đề cương.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.delenv("STORAGE_URL", raising=False)
    monkeypatch.setenv("UPLOADS_DIR", str(folder))
    return folder


@pytest.fixture
def sqlite_database(tmp_path, monkeypatch):
    """Make a small SQLite database."""
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("create table pupils (name text)")
        database.execute("insert into pupils values ('Nguyễn Minh Anh')")
        database.commit()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'db.sqlite3'}")


@pytest.fixture
def postgres(monkeypatch):
    """Start PostgreSQL with an empty database for the copy."""
    try:
        server = Postgres().start()
    except ServiceMissingError as error:
        pytest.skip(str(error))
    monkeypatch.setenv("PATH", f"{find_programs()}:/usr/bin:/bin")
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("create database copied")
        connection.execute("create table pupils (name text)")
        connection.execute("insert into pupils values ('Nguyễn Minh Anh')")
    yield server
    server.stop()


def test_an_sqlite_copy_comes_back_with_its_uploads(
    tmp_path, monkeypatch, uploads, sqlite_database
):
    copy = backup.save(tmp_path / "backups")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    monkeypatch.setenv("UPLOADS_DIR", str(tmp_path / "new-uploads"))

    backup.restore(copy)

    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as database:
        assert database.execute("select name from pupils").fetchall() == [("Nguyễn Minh Anh",)]
    assert (tmp_path / "new-uploads/2026/Đề cương.pdf").read_bytes() == b"%PDF-1.7"


def test_a_file_that_vanishes_meanwhile_does_not_end_the_copy(
    tmp_path, monkeypatch, uploads, sqlite_database
):
    gone = uploads / "work-abc"
    gone.write_bytes(b"under work")
    real = backup.shutil.copy2
    monkeypatch.setattr(backup.shutil, "copy2", lambda *a: gone.unlink(missing_ok=True) or real(*a))

    copy = backup.save(tmp_path / "backups")

    assert (copy / "uploads/2026/Đề cương.pdf").is_file()


def test_a_password_stands_in_no_list_of_processes():
    url, secrets = backup.hide_password("postgres://bh:m%40t@db:5432/benhoc?sslmode=require")

    assert url == "postgres://bh@db:5432/benhoc?sslmode=require"
    assert secrets == {"PGPASSWORD": "m@t"}


def test_a_second_copy_stores_an_old_file_once(tmp_path, uploads, sqlite_database, monkeypatch):
    first = backup.save(tmp_path / "backups")
    first = first.rename(first.with_name("20000101-000000"))

    second = backup.save(tmp_path / "backups")

    name = "uploads/2026/Đề cương.pdf"
    assert (first / name).samefile(second / name)


def test_a_database_in_use_is_not_overwritten(tmp_path, uploads, sqlite_database):
    copy = backup.save(tmp_path / "backups")

    with pytest.raises(backup.BackupError, match="move it away"):
        backup.restore(copy)


def test_a_damaged_copy_is_refused(tmp_path, uploads, sqlite_database, monkeypatch):
    copy = backup.save(tmp_path / "backups")
    (copy / "uploads/2026/Đề cương.pdf").write_bytes(b"%PDF-1.8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")

    with pytest.raises(backup.BackupError, match="damaged"):
        backup.restore(copy)


@pytest.mark.services
def test_a_postgresql_copy_comes_back(tmp_path, monkeypatch, uploads, postgres):
    monkeypatch.setenv("DATABASE_URL", postgres.url)
    copy = backup.save(tmp_path / "backups")
    target = postgres.url.replace("/postgres", "/copied")
    monkeypatch.setenv("DATABASE_URL", target)

    backup.restore(copy)

    with psycopg.connect(target) as connection:
        assert connection.execute("select name from pupils").fetchall() == [("Nguyễn Minh Anh",)]
    with pytest.raises(backup.BackupError, match="has tables"):
        backup.restore(copy)
