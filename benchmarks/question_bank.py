"""Filters and facet counts in a bank of 1,000,000 questions on PostgreSQL.

``python -m benchmarks.question_bank [--questions 1000000] [--rounds 40] [--keep]`` makes a database of
its own beside the one of DATABASE_URL, fills it with ``INSERT … SELECT``, asks what the page of a bank
asks, prints p50 and p95, and drops it. Without a server of your own::

    .venv/bin/python -m scripts.services postgres -- .venv/bin/python -m benchmarks.question_bank

It also measures adding one question while the bank is full, and folding the counts.
"""

import argparse
import os
import time
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAME = f"benhoc_bench_{os.getpid()}"
ADDRESS = urlsplit(os.environ.get("DATABASE_URL", ""))

GOAL_MS = 150
PREPARE = "SET statement_timeout = 0"

QUESTIONS = """
INSERT INTO assessments_question (public_id, bank_id, author_id, type, state, level, subject_id,
  grade_id, name, category, source, licence, is_ai_assisted, created_at, revision, is_indexed,
  is_demo, strand, original_level, stimulus_position)
SELECT 'q' || lpad(to_hex(n), 13, '0'), %(bank)s,
  (%(authors)s::bigint[])[1 + floor(%(author_count)s * power(random(), 2))::int],
  (ARRAY['single_choice','single_choice','single_choice','multiple_choice','true_false_statements',
    'true_false_statements','short_number','short_text','matching','essay'])[1 + floor(random() * 10)::int],
  (ARRAY['ready','ready','ready','ready','ready','ready','ready','draft','in_review','retired'])[
    1 + floor(random() * 10)::int],
  (ARRAY['know','know','understand','apply',''])[1 + floor(random() * 5)::int],
  (%(subjects)s::bigint[])[1 + floor(%(subject_count)s * power(random(), 1.5))::int],
  (%(grades)s::bigint[])[1 + floor(%(grade_count)s * random())::int],
  '', '', '', '', n %% 20 = 0, now() - n * interval '11 seconds', 1, true, false,
  'Mạch ' || (n %% 6), '', 0
FROM generate_series(%(first)s::int, %(last)s::int) AS n
"""
VERSIONS = """
INSERT INTO assessments_questionversion (question_id, number, content, stem_text, fingerprint,
  author_id, created_at)
SELECT q.id, 1,
  jsonb_build_object('v', 1, 'type', q.type, 'stem', 'Câu ' || q.id, 'solution', '', 'images', '[]'::jsonb),
  'Câu hỏi số ' || q.id || ' của ngân hàng: ' || repeat(md5(q.id::text) || ' ', 3), md5(q.id::text),
  q.author_id, q.created_at
FROM assessments_question q WHERE q.bank_id = %(bank)s AND q.current_id IS NULL
"""
CURRENT = """
UPDATE assessments_question q SET current_id = v.id FROM assessments_questionversion v
WHERE v.question_id = q.id AND q.current_id IS NULL
"""
OUTCOMES = """
INSERT INTO assessments_question_outcomes (question_id, outcome_id)
SELECT q.id, o.id FROM assessments_question q JOIN LATERAL (
  SELECT (%(outcomes)s::bigint[])[1 + (q.id %% %(outcome_count)s)::int] AS id
) o ON true WHERE q.bank_id = %(bank)s
"""


def point_to(name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit((ADDRESS.scheme, ADDRESS.netloc, f"/{name}", ADDRESS.query, ""))


def run_on_server(statement: str) -> None:
    """Run a statement outside any transaction."""
    with psycopg.connect(point_to(ADDRESS.path.lstrip("/")), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def fill(count: int) -> tuple[str, dict]:
    """Write the questions with versions, outcomes and counts; return the bank and what to ask for."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Organisation, User
    from assessments.models import Bank
    from curriculum.models import Framework, Grade, Outcome, Subject

    department = Organisation.objects.create(
        kind=Organisation.Kind.DEPARTMENT, name="Sở", code="SO", valid_from=timezone.localdate()
    )
    authors = User.objects.bulk_create(
        User(username=f"gv{n}", full_name=f"Giáo viên {n}") for n in range(2000)
    )
    framework = Framework.objects.create(code="bench", name="Bench", source="")
    outcomes = Outcome.objects.bulk_create(
        Outcome(framework=framework, kind="outcome", code=f"O{n}", text=f"Yêu cầu {n}")
        for n in range(3000)
    )
    bank = Bank.objects.create(
        scope=Bank.Scope.SECTOR,
        organisation=department,
        name="Toàn ngành",
        created_at=timezone.now(),
    )
    small = Bank.objects.create(
        scope=Bank.Scope.SECTOR, organisation=department, name="Nhỏ", created_at=timezone.now()
    )
    subjects = list(Subject.objects.all()[:12])
    grades = list(Grade.objects.filter(number__gte=1))
    values = {
        "authors": [user.pk for user in authors],
        "author_count": len(authors),
        "subjects": [row.pk for row in subjects],
        "subject_count": len(subjects),
        "grades": [row.pk for row in grades],
        "grade_count": len(grades),
        "outcomes": [row.pk for row in outcomes],
        "outcome_count": len(outcomes),
    }
    parts = [(bank.pk, 1, count), (small.pk, count + 1, count + 20_000)]
    for bank_id, first, last in parts:
        with connection.cursor() as cursor:
            here = values | {"bank": bank_id, "first": first, "last": last}
            for statement in (QUESTIONS, VERSIONS, CURRENT, OUTCOMES):
                cursor.execute(statement, here)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    asked = {
        "subject": subjects[2].code,
        "rare": subjects[-1].code,
        "author": authors[3].public_id,
        "outcome": outcomes[7].code,
    }
    return bank.public_id, asked


def list_asked(asked: dict) -> dict[str, dict[str, tuple[str, ...]]]:
    """Name what people ask for."""
    subject, rare = (asked["subject"],), (asked["rare"],)
    return {
        "the whole bank": {},
        "one type": {"type": ("single_choice",)},
        "subject and grade": {"subject": subject, "grade": ("8",)},
        "subject, grade, level, type, state": {
            "subject": subject,
            "grade": ("8",),
            "level": ("apply",),
            "type": ("short_number",),
            "state": ("ready",),
        },
        "two grades, three types": {
            "grade": ("8", "9"),
            "type": ("essay", "matching", "short_text"),
        },
        "no level": {"level": ("-",)},
        "retired, rare subject": {"state": ("retired",), "subject": rare, "grade": ("12",)},
        "one outcome": {"outcome": (asked["outcome"],)},
        "outcome and type": {"outcome": (asked["outcome"],), "type": ("single_choice",)},
        "one author": {"author": (asked["author"],)},
        "strand of subject and grade": {
            "strand": ("Mạch 3",),
            "subject": subject,
            "grade": ("8",),
        },
        "strand alone (capped)": {"strand": ("Mạch 3",)},
    }


def measure(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]


def ask_all(bank_id: str, asked: dict, rounds: int) -> bool:
    """Ask everything, the first and a deep page; say whether the goal holds."""
    from assessments.filters import QuestionFilters
    from assessments.models import Bank
    from assessments.queries.listing import find_page

    bank = Bank.objects.get(public_id=bank_id)
    print(f"{'':38} {'p50 ms':>8} {'p95 ms':>8} {'found':>9}")
    holds = True
    for label, chosen in list_asked(asked).items():
        for page in (1, 400):
            filters = QuestionFilters(chosen=chosen, page=page)
            found = find_page(bank, filters)
            if page > 1 and found.number == 1:
                continue
            p50, p95 = measure(lambda filters=filters: find_page(bank, filters), rounds)
            holds &= p95 < GOAL_MS
            name = label if page == 1 else f"{label}, page {found.number}"
            total = f"> {found.total - 1}" if found.is_capped else str(found.total)
            print(f"{name:38} {p50:8.1f} {p95:8.1f} {total:>9}")
    return holds


def measure_writes(bank_id: str, rounds: int) -> None:
    """Measure what the counts cost a writer, and folding."""
    from assessments.actions.counts import fold_counts
    from assessments.models import Bank, Question, QuestionCount

    bank = Bank.objects.get(public_id=bank_id)
    ids = list(Question.objects.filter(bank=bank).values_list("pk", flat=True)[: rounds + 1])
    levels = iter(["know", "apply"] * rounds)

    def change() -> None:
        Question.objects.filter(pk=ids[0]).update(level=next(levels))

    p50, p95 = measure(change, rounds)
    print(f"{'change of one level':38} {p50:8.1f} {p95:8.1f}")
    before = QuestionCount.objects.count()
    start = time.perf_counter()
    fold_counts()
    took = (time.perf_counter() - start) * 1000
    print(f"folding {before} rows of counts into {QuestionCount.objects.count()}: {took:.0f} ms")


def main() -> None:
    """Make the database, measure, drop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", action="store_true", help="leave the database for a look")
    options = parser.parse_args()
    if not ADDRESS.scheme.startswith("postgres"):
        raise SystemExit(
            "Set DATABASE_URL to a PostgreSQL server; see the first lines of this file."
        )
    run_on_server(f"CREATE DATABASE {NAME}")
    try:
        os.environ["DATABASE_URL"] = point_to(NAME)
        holds = run(options.questions, options.rounds)
    finally:
        if not options.keep:
            run_on_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    raise SystemExit(0 if holds else 1)


def run(count: int, rounds: int) -> bool:
    """Fill and ask."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    bank_id, asked = fill(count)
    print(f"{count} questions filled in {time.perf_counter() - start:.0f} s")
    holds = ask_all(bank_id, asked, rounds)
    measure_writes(bank_id, rounds)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"size of the database: {cursor.fetchone()[0]}")
    connection.close()
    print(f"goal p95 < {GOAL_MS} ms: {'kept' if holds else 'MISSED'}")
    return holds


if __name__ == "__main__":
    main()
