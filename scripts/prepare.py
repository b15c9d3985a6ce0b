"""Django's part of getting ready: translations, static files, tables, demo department.

Run by the virtual environment's Python. Django is loaded only when something has changed, because
loading it takes longer than everything else in a warm start.
"""

import io
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from .stamps import ROOT, Stamp, digest

STAMPS = ROOT / "var" / "stamps"
DEMO_ACCOUNTS = STAMPS / "demo-accounts.json"
LOCKS = (ROOT / "requirements" / "base.txt",)


def list_changed(purpose: str) -> dict[str, tuple[Stamp, str]]:
    """Name each step whose sources have changed, with the stamp to write afterwards."""
    steps = {
        "messages": (
            Stamp(STAMPS / "messages"),
            digest(sorted(ROOT.glob("locale/**/*.po")), *built()),
        ),
        "static": (Stamp(ROOT / "var" / "static" / ".collected"), digest(list_static(), "1")),
    }
    if purpose == "run":
        steps["migrate"] = (Stamp(STAMPS / "migrated"), digest(list_migrations(), *database()))
        if os.environ.get("DEMO", "1") not in {"0", "false", "no", "off"}:
            steps["demo"] = (Stamp(STAMPS / "demo"), digest([], *database()))
    return {name: step for name, step in steps.items() if not step[0].is_fresh(step[1])}


def built() -> list[str]:
    """Name the compiled catalogues, so that one that was removed is made again."""
    return [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("locale/**/*.mo"))]


def list_static() -> list[Path]:
    """Everything that collectstatic gathers: our build, our apps' files, the locked packages' files."""
    ours = [folder for folder in sorted(ROOT.glob("*/static")) if folder.parent.name != "var"]
    return [ROOT / "frontend" / "dist", *ours, *LOCKS]


def list_migrations() -> list[Path]:
    """Our migrations and the lock that brings those of others."""
    return [*sorted(ROOT.glob("*/migrations/*.py")), *LOCKS]


def database() -> list[str]:
    """Say which database is meant, and which file it is: a removed file is a new database."""
    url = os.environ.get("DATABASE_URL", "")
    if url and not url.startswith("sqlite"):
        # Somebody else's server may have been emptied meanwhile: always look.
        return [url, os.urandom(8).hex()]
    file = Path(urlsplit(url).path[1:]) if url else ROOT / "var" / "db.sqlite3"
    file = file if file.is_absolute() else ROOT / file
    return [str(file), str(file.stat().st_ino) if file.exists() else "new"]


def do_step(name: str) -> None:
    """Run one step through Django's commands."""
    from django.core.management import call_command

    if name == "messages":
        call_command("messages", compile=True, verbosity=0)
    elif name == "static":
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    elif name == "migrate":
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    elif name == "demo":
        call_command("load_demo")
        said = io.StringIO()
        call_command("demo_accounts", "--json", stdout=said)
        DEMO_ACCOUNTS.parent.mkdir(parents=True, exist_ok=True)
        DEMO_ACCOUNTS.write_text(said.getvalue())


TITLES = {
    "messages": "translations",
    "static": "static files",
    "migrate": "database",
    "demo": "demo department",
}


def main(arguments: list[str]) -> int:
    """Run what has changed, then write the stamps as things are afterwards."""
    purpose = arguments[0] if arguments else "run"
    changed = list_changed(purpose)
    if not changed:
        return 0
    import django
    from django.core.management import CommandError, get_commands

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    (ROOT / "var").mkdir(exist_ok=True)
    django.setup()
    for name in changed:
        if name == "demo" and "load_demo" not in get_commands():
            continue
        print(f"· {TITLES[name]}", file=sys.stderr, flush=True)
        try:
            do_step(name)
        except CommandError as error:
            print(error, file=sys.stderr)
            return 1
        now = list_changed(purpose).get(name)
        if now is not None:
            now[0].write(now[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
