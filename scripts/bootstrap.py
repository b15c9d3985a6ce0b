"""Make a fresh clone ready: ``python3 -m scripts.bootstrap run`` (or ``test``, ``check``).

Standard library only: it runs before anything is installed. Each step leaves a stamp beside its
result and is left out while its sources have not changed; with all stamps fresh nothing is
downloaded and nothing but hashing happens.
"""

import os
import secrets
import shutil
import subprocess
import sys
import time

from . import nodejs
from .prepare import list_changed
from .stamps import ROOT, Stamp, digest

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
FRONTEND_SOURCES = ("frontend", "package.json", "package-lock.json", "tsconfig.json")


class NotReadyError(Exception):
    """Something is missing that only a person can install; the message says what."""


def say(text: str) -> None:
    """Tell what is being done, on stderr: stdout belongs to whoever runs next."""
    print(f"· {text}", file=sys.stderr, flush=True)


def call(*command: object, env: dict[str, str] | None = None, quiet: bool = True) -> None:
    """Run a command at the root; on failure show what it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        check=False,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )
    if done.returncode:
        said = (done.stdout or b"").decode(errors="replace")
        message = f"{said}\n`{' '.join(str(part) for part in command)}` failed."
        raise NotReadyError(message)


def make_environment() -> None:
    """Create .venv, or make it anew when its Python has gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    say(f"virtual environment with Python {sys.version.split()[0]}")
    if VENV.is_symlink() or VENV.exists():
        shutil.rmtree(VENV, ignore_errors=True)
    try:
        call(sys.executable, "-m", "venv", VENV)
    except NotReadyError as error:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        message = (
            f"Python's venv module is missing. Debian, Ubuntu: apt install python{version}-venv"
        )
        raise NotReadyError(message) from error


def install_python(name: str) -> None:
    """Install one locked list of packages, checked against its hashes."""
    lock = REQUIREMENTS / f"{name}.txt"
    stamp, now = Stamp(VENV / f".installed-{name}"), digest([lock], sys.version)
    if stamp.is_fresh(now):
        return
    say(f"Python packages of requirements/{name}.txt")
    call(
        *(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"),
        *("--require-hashes", "--requirement", lock),
    )
    stamp.write(now)


def install_node() -> dict[str, str]:
    """Find Node, or install the wheel; return the environment in which npm works."""
    folder = nodejs.find_folder()
    if folder is None:
        install_python("node")
        folder = nodejs.write_shims(PYTHON)
    return nodejs.environment(folder)


def install_frontend() -> dict[str, str]:
    """Install the locked JavaScript packages."""
    env = install_node()
    stamp = Stamp(ROOT / "node_modules" / ".installed")
    now = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if not stamp.is_fresh(now):
        say("JavaScript packages of package-lock.json")
        call("npm", "ci", "--no-audit", "--no-fund", env=env)
        stamp.write(now)
    return env


def frontend_digest() -> str:
    """Hash what the front end is built from, without what was built."""
    tops = [ROOT / name for name in FRONTEND_SOURCES]
    tops += ROOT.glob("vite.config.*")
    inside = [
        path for path in (ROOT / "frontend").glob("*") if path.name not in {"dist", "coverage"}
    ]
    return digest([*(path for path in tops if path.name != "frontend"), *inside])


def build_frontend() -> None:
    """Build the browser code into frontend/dist."""
    stamp, now = Stamp(ROOT / "frontend" / "dist" / ".built"), frontend_digest()
    if stamp.is_fresh(now) or not (ROOT / "package.json").exists():
        return
    env = install_frontend()
    say("front end")
    call("npm", "run", "build", env=env)
    stamp.write(now)


def draw_secrets() -> None:
    """Draw the keys of this installation once; only this user may read them."""
    draw_secret("SECRET_KEY", 50)
    draw_secret("RESULTS_SIGNING_KEY", 32)


def draw_secret(name: str, size: int) -> None:
    """Draw one secret of so many bytes, unless there is one."""
    path = ROOT / "var" / "secrets" / name
    if path.exists() or os.environ.get(name):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(size) + "\n")


def make_ready(purpose: str) -> None:
    """Do every step that this purpose needs."""
    make_environment()
    install_python("base")
    if purpose != "run":
        install_python("dev")
        install_frontend()
    if purpose == "test":
        call(PYTHON, "-m", "scripts.browser")
    build_frontend()
    draw_secrets()
    if list_changed(purpose):
        call(PYTHON, "-m", "scripts.prepare", purpose, quiet=False)


def main(arguments: list[str]) -> int:
    """Make ready for the named purpose."""
    purpose = arguments[0] if arguments else "run"
    started = time.monotonic()
    try:
        make_ready(purpose)
    except NotReadyError as error:
        print(error, file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    if seconds > 5:
        say(f"ready after {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
