"""Import of a Moodle XML file of 10,000 questions: seconds, questions a second, peak memory.

``.venv/bin/python -m benchmarks.question_import [COUNT]`` writes into an empty SQLite database of its own.
"""

import os
import resource
import sys
import tempfile
import time

COUNT = 10_000


def make_file(count: int) -> bytes:
    """Write questions as Moodle exports them: four types in turn, with formulas and feedback."""
    questions = (
        _QUESTIONS[number % len(_QUESTIONS)].replace("%n%", str(number)) for number in range(count)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>'
    return "\n".join([head, *questions, "</quiz>"]).encode()


_HEAD = (
    "<name><text>Câu %n%</text></name><questiontext format='html'><text><![CDATA[<p>Câu %n%: cho "
    "\\(x^2 - %n%x + 1 = 0\\). Chọn <b>khẳng định</b> đúng về nghiệm của phương trình.</p>]]></text>"
    "</questiontext><generalfeedback format='html'><text>Dùng định lí Vi-ét.</text></generalfeedback>"
)
_OPTION = (
    "<answer fraction='{}' format='html'><text><![CDATA[<p>Nghiệm là \\(x_{} = %n%\\)</p>]]></text>"
    "<feedback format='html'><text>Xem lại bài {}.</text></feedback></answer>"
)
_OPTIONS = "".join(_OPTION.format(100 if n == 2 else 0, n, n) for n in range(4))
_QUESTIONS = (
    f"<question type='multichoice'>{_HEAD}<single>true</single>{_OPTIONS}</question>",
    f"<question type='shortanswer'>{_HEAD}<usecase>0</usecase><answer fraction='100'><text>nghiệm %n%"
    "</text></answer></question>",
    f"<question type='numerical'>{_HEAD}<answer fraction='100'><text>%n%.5</text><tolerance>0.1"
    "</tolerance></answer></question>",
    f"<question type='matching'>{_HEAD}"
    + "".join(
        f"<subquestion format='html'><text>Vế {n}</text><answer><text>Kết quả {n}</text></answer>"
        "</subquestion>"
        for n in range(4)
    )
    + "</question>",
)


def main() -> None:
    """Make the database, import once, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/import.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        measure(make_file(count), count)


def measure(data: bytes, count: int) -> None:
    """Import the file into a new bank and print what it took, the writing included."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from assessments.actions.banks import create_bank, import_questions
    from tests.factories.accounts import TeacherFactory

    call_command("migrate", verbosity=0)
    teacher, now = TeacherFactory(), timezone.now()
    bank = create_bank(teacher, "Ngân hàng đo", now=now)
    before = peak_megabytes()
    start = time.perf_counter()
    report = import_questions(bank, data=data, filename="moodle.xml", by=teacher, now=now)
    seconds = time.perf_counter() - start
    print(f"{len(data) / 1e6:.1f} MB, {report.found} found, {report.taken} taken")
    print(f"{seconds:.1f} s, {count / seconds:.0f} questions/s")
    print(f"peak memory {peak_megabytes():.0f} MB ({before:.0f} MB before the import)")


def peak_megabytes() -> float:
    """Return the largest memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
