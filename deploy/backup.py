"""Back up the database and the uploads, and put them back.

    python -m deploy.backup save /var/backups/benhoc        a new folder named by the moment
    python -m deploy.backup restore /var/backups/benhoc/20261122-013000

Reads DATABASE_URL, UPLOADS_DIR and STORAGE_URL as the product does. The database is saved first and
the uploads after it: a file is written before its row and never overwritten, so every row of the copy
finds its file. With an S3 store the bucket keeps its own copies (versioning, replication) and only the
database is saved. Restoring goes into an empty database and refuses one that has tables.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
DUMP, SQLITE, FILES, CONTENTS = "database.dump", "database.sqlite3", "uploads", "contents.json"
DATABASE = "{database}"


class BackupError(Exception):
    """The copy cannot be made or put back; the message says why."""


def database_url() -> str:
    """Say which database is meant."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'db.sqlite3'}"


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite database, or None for PostgreSQL."""
    if not url.startswith("sqlite"):
        return None
    path = Path(urlsplit(url).path[1:])
    return path if path.is_absolute() else ROOT / path


def uploads_folder() -> Path | None:
    """Return the folder of uploads, or None when an S3 store holds them."""
    if os.environ.get("STORAGE_URL"):
        return None
    return ROOT / (os.environ.get("UPLOADS_DIR") or "var/uploads")


def hide_password(url: str) -> tuple[str, dict[str, str]]:
    """Move the password from an address into the environment, which other people cannot list."""
    parts = urlsplit(url)
    if not parts.password:
        return url, {}
    person, _, place = parts.netloc.rpartition("@")
    bare = (parts.scheme, f"{person.partition(':')[0]}@{place}", *parts[2:])
    return urlunsplit(bare), {"PGPASSWORD": unquote(parts.password)}


def call(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL; ``DATABASE`` among the arguments stands for its address."""
    url, secrets = hide_password(database_url())
    command = [program, *(argument.replace(DATABASE, url) for argument in arguments)]
    environment = {**os.environ, **secrets}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode:
        message = f"{program}: {done.stderr.strip()}"
        raise BackupError(message)
    return done.stdout


def save_database(target: Path) -> None:
    """Save a copy as of one moment, while people go on working."""
    url = database_url()
    file = sqlite_file(url)
    if file is None:
        call("pg_dump", "--format=custom", "--no-owner", f"--file={target / DUMP}", DATABASE)
        return
    with sqlite3.connect(file) as source, sqlite3.connect(target / SQLITE) as copy:
        source.backup(copy)


def save_uploads(target: Path, before: Path | None) -> None:
    """Copy the files; one that the copy before has is linked, not stored again."""
    source = uploads_folder()
    if source is None or not source.is_dir():
        return
    for file in (path for path in source.rglob("*") if path.is_file()):
        name = file.relative_to(source)
        place = target / FILES / name
        place.parent.mkdir(parents=True, exist_ok=True)
        known = before / FILES / name if before else None
        # People go on working: files under work and emptied bins may vanish while they are listed.
        with suppress(FileNotFoundError):
            if known and known.is_file() and known.stat().st_size == file.stat().st_size:
                os.link(known, place)
            else:
                shutil.copy2(file, place)


def digest(path: Path) -> str:
    """Hash a file piece by piece."""
    state = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            state.update(piece)
    return state.hexdigest()


def save(folder: Path) -> Path:
    """Save everything under a new name; it gets that name only when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    done = sorted(path for path in folder.iterdir() if (path / CONTENTS).is_file())
    name = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    unfinished = folder / f".{name}"
    unfinished.mkdir(mode=0o700)
    save_database(unfinished)
    save_uploads(unfinished, done[-1] if done else None)
    files = sorted(path for path in unfinished.rglob("*") if path.is_file())
    contents = {str(path.relative_to(unfinished)): digest(path) for path in files}
    (unfinished / CONTENTS).write_text(json.dumps(contents, indent=1))
    return unfinished.rename(folder / name)


def check(copy: Path) -> None:
    """Compare every file with its digest."""
    contents = json.loads((copy / CONTENTS).read_text())
    for name, expected in contents.items():
        if not (copy / name).is_file() or digest(copy / name) != expected:
            message = f"{name} of this copy is damaged"
            raise BackupError(message)


def restore_database(copy: Path) -> None:
    """Fill an empty database."""
    url = database_url()
    file = sqlite_file(url)
    if file is not None:
        if file.exists():
            message = f"{file} exists: move it away first"
            raise BackupError(message)
        shutil.copy2(copy / SQLITE, file)
        return
    count = "select count(*) from information_schema.tables where table_schema = 'public'"
    if call("psql", "--no-align", "--tuples-only", "--command", count, DATABASE).strip() != "0":
        message = "The database has tables: restore into an empty one"
        raise BackupError(message)
    call("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={DATABASE}", str(copy / DUMP))


def restore(copy: Path) -> None:
    """Put database and uploads back, after every digest was compared."""
    check(copy)
    restore_database(copy)
    target = uploads_folder()
    if target is not None and (copy / FILES).is_dir():
        shutil.copytree(copy / FILES, target, dirs_exist_ok=True)


def main(arguments: list[str]) -> int:
    """Save or restore."""
    try:
        match arguments:
            case ["save", folder]:
                print(save(Path(folder)))  # noqa: T201
            case ["restore", copy]:
                restore(Path(copy))
            case _:
                print(__doc__, file=sys.stderr)  # noqa: T201
                return 2
    except BackupError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
