"""Other programs run with limits and die with what they started."""

import sys
import time

import pytest

from core.subprocesses import SubprocessError, SubprocessTimeoutError, run_limited

PYTHON = sys.executable


def test_output_and_input_go_through():
    done = run_limited(["cat"], seconds=10, stdin="nước".encode())

    assert done.stdout.decode() == "nước"


def test_words_are_never_read_by_a_shell():
    assert run_limited(["echo", "$HOME; ls"], seconds=10).stdout == b"$HOME; ls\n"


def test_secrets_of_the_environment_are_not_passed_on(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")

    assert b"hidden" not in run_limited(["env"], seconds=10).stdout


def test_a_late_program_is_killed_with_its_children():
    started = time.monotonic()

    with pytest.raises(SubprocessTimeoutError):
        run_limited(["sh", "-c", "sleep 60 & sleep 60"], seconds=0.5)

    assert time.monotonic() - started < 10


def test_memory_is_bounded():
    with pytest.raises(SubprocessError) as caught:
        run_limited([PYTHON, "-c", "b'x' * (900 << 20)"], seconds=20, megabytes=400)

    assert "MemoryError" in caught.value.stderr


def test_a_missing_program_is_an_error_with_its_name():
    with pytest.raises(SubprocessError, match="no-such-program"):
        run_limited(["no-such-program"], seconds=10)


def test_file_size_is_bounded(tmp_path):
    with pytest.raises(SubprocessError):
        run_limited(
            ["dd", "if=/dev/zero", f"of={tmp_path / 'big'}", "bs=1M", "count=50"],
            seconds=20,
            file_megabytes=10,
        )

    assert (tmp_path / "big").stat().st_size <= 10 << 20
