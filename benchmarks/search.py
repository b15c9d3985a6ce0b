"""Search in a bank of 20,000 or 200,000 documents: broad, narrow and filtered questions, with facets.

``python -m benchmarks.search [--documents 20000] [--rounds 40]`` fills the configured database with
synthetic documents of its own owner, asks, prints p50 and p95, and takes them out again. With
SEARCH_URL set the cluster is asked too. Run it on a database of its own, for example::

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 .venv/bin/python -m benchmarks.search
    .venv/bin/python -m scripts.services postgres -- .venv/bin/python -m benchmarks.search
"""

import argparse
import os
import random
import time
from collections.abc import Iterator
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after django.setup()
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from search.actions import DocumentDraft  # noqa: E402
from search.backends import database_backend, outside_backend  # noqa: E402
from search.backends.protocol import Backend, Request  # noqa: E402
from search.language import exact_text, index_text, parse_query, tag  # noqa: E402
from search.models import Document, DocumentFacet  # noqa: E402

OWNER = "benchmarks.search"
TOKENS = frozenset({"sector", "school:12", "person:7", "org:1"})
CHUNK = 2000
LINE = (
    "phương trình bậc nhất hai một ẩn và cách giải hàm số đồ thị hình vuông tròn tam giác lập trình "
    "máy tính văn học lịch sử địa lí tiếng Anh sông biển động năng lượng điện toán học tập luyện bài "
    "giảng video phiếu kiểm tra lớp định lí căn thức đa thức xác suất thống kê góc đường thẳng song"
)
WORDS = LINE.split()
QUESTIONS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "browse, no line": ("", {}),
    "broad: one word": ("phuong", {}),
    "broad: two words, open": ("phuong tri", {}),
    "narrow: five words": ("phuong trinh bac nhat giai", {}),
    "with diacritics": ("phương trình bậc nhất", {}),
    "filtered: subject and grade": ("phuong trinh", {"subject": ["toan"], "grade": ["8"]}),
    "nothing found": ("khong co gi ca", {}),
}


def make_drafts(count: int) -> Iterator[DocumentDraft]:
    """Draw documents from a fixed seed: a third for the sector, the rest for 1,500 schools."""
    draw = random.Random(8)
    now = timezone.now()
    for number in range(1, count + 1):
        school = f"school:{draw.randint(1, 1500)}"
        yield DocumentDraft(
            owner=OWNER,
            object_id=number,
            version=1,
            title=" ".join(draw.choices(WORDS, k=7)),
            body=" ".join(draw.choices(WORDS, k=60)),
            url=f"/kho/{number}/",
            audience={"sector" if draw.random() < 0.33 else school},
            facets={
                "kind": draw.choice(["video", "worksheet", "questions", "lecture", "image"]),
                "subject": draw.choice(["toan", "tin-hoc", "ngu-van", "khtn", "tieng-anh"]),
                "grade": str(draw.randint(1, 12)),
                "outcome": [f"0301{draw.randint(1, 12):02d}.{draw.randint(1, 300):04d}"],
                "licence": draw.choice(["cc_by", "cc_by_nc", "sector_only"]),
                "ai": draw.choice(["none", "none", "assisted"]),
            },
            sort={"newest": now - timedelta(minutes=number), "popular": int(draw.paretovariate(1))},
        )


def fill(count: int) -> None:
    """Write the documents in bulk, as ``register_document`` would one by one."""
    drafts, now = list(make_drafts(count)), timezone.now()
    for start in range(0, count, CHUNK):
        part = drafts[start : start + CHUNK]
        with transaction.atomic():
            rows = Document.objects.bulk_create([make_row(draft, now) for draft in part])
            DocumentFacet.objects.bulk_create(
                DocumentFacet(document=row, name=name, value=value)
                for row, draft in zip(rows, part, strict=True)
                for name, value in draft.facet_pairs()
            )


def make_row(draft: DocumentDraft, now: object) -> Document:
    """Return the row of a draft."""
    tags = [tag("owner", draft.owner), *(tag("token", token) for token in draft.audience)]
    tags += [tag(f"facet {name}", value) for name, value in draft.facet_pairs()]
    return Document(
        owner=draft.owner,
        object_id=draft.object_id,
        version=1,
        title=draft.title,
        body=draft.body,
        url=draft.url,
        audience=sorted(draft.audience),
        newest_at=draft.sort["newest"],
        popularity=draft.sort["popular"],
        changed_at=now,
        title_words=index_text(draft.title),
        body_words=index_text(draft.body),
        title_exact=exact_text(draft.title),
        tags=" ".join(tags),
    )


def measure(backend: Backend, request: Request, rounds: int) -> str:
    """Return p50 and p95 in milliseconds, this process's own CPU time, and how many were found."""
    times, total, cpu = [], 0, time.process_time()
    for _ in range(rounds):
        start = time.perf_counter()
        total = backend.search(request).total
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    own = (time.process_time() - cpu) * 1000 / rounds
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"{p50:8.1f} {p95:8.1f} {own:8.1f} {total:8}"


def main() -> None:
    """Fill, ask every backend, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    Document.objects.filter(owner=OWNER).delete()
    start = time.perf_counter()
    fill(options.documents)
    call_command("reindex", verbosity=0)
    took = time.perf_counter() - start
    print(f"{options.documents} documents on {connection.vendor}, filled in {took:.0f} s")
    backends = [database_backend(), outside_backend()]
    for backend in filter(None, backends):
        print(f"\n{backend.name:34} {'p50 ms':>8} {'p95 ms':>8} {'CPU ms':>8} {'found':>8}")
        for label, (text, filters) in QUESTIONS.items():
            request = Request(parse_query(text), OWNER, TOKENS, filters)
            print(f"{label:34} {measure(backend, request, options.rounds)}")
    Document.objects.filter(owner=OWNER).delete()


if __name__ == "__main__":
    main()
