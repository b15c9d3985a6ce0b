"""Seconds for 24 forms of 40 questions from a bank of 20,000, and how equal they come out.

    .venv/bin/python -m benchmarks.forms [--items 20000] [--forms 24] [--rounds 3]

A made-up bank in memory: 8 content units, three forms, three levels, difficulty and time spread as in
life, 2,000 pairs of enemies, 300 groups of questions under a shared text. No question is used twice.
"""

import argparse
import random
import statistics
import time

from assessments.assembly.building import BuiltForm, build_forms
from assessments.assembly.pool import EXPECTED_SECONDS, EXPECTED_SHARE, Item, Need, Pool, Rules
from assessments.matrix.shape import LEVELS

UNITS = 8
MEANS = [EXPECTED_SHARE[level] for level in LEVELS]


def make_needs() -> list[Need]:
    """Ask for 5 questions of each unit: 40 in all."""
    needs = []
    for unit in range(UNITS):
        needs.append(Need(unit, "choice", (2, 1, 0), 0.75))
        if unit < UNITS // 2:
            needs.append(Need(unit, "statements", (2, 1, 1), 1.0))
            needs.append(Need(unit, "short", (0, 1, 0), 0.5))
        else:
            needs.append(Need(unit, "short", (0, 1, 1), 1.0))
    return needs


def make_pool(count: int, draw: random.Random) -> Pool:
    """Make a bank; a third of the true or false questions have the mix that is asked for."""
    items = [make_item(number, draw) for number in range(count)]
    enemies = [tuple(sorted(draw.sample(range(count), 2))) for _ in range(count // 10)]
    sizes: dict[int, int] = {}
    for item in items:
        if item.group:
            sizes[item.group] = sizes.get(item.group, 0) + 1
    return Pool(items, [(first, second) for first, second in enemies], sizes)


def make_item(number: int, draw: random.Random) -> Item:
    """Make one question with figures as they spread in life."""
    form = draw.choices(["choice", "statements", "short"], [6, 2, 2])[0]
    level = draw.randrange(3)
    levels = (level == 0, level == 1, level == 2)
    counts = (int(levels[0]), int(levels[1]), int(levels[2]))
    if form == "statements":
        counts = draw.choice([(2, 1, 1), (1, 2, 1), (1, 1, 2)])
    mean = MEANS[level] if form != "statements" else 0.6
    share = min(max(draw.gauss(mean, 0.12), 0.05), 0.98)
    seconds = EXPECTED_SECONDS[form] * draw.uniform(0.6, 1.5)
    group = draw.randrange(1, 301) if form == "choice" and draw.random() < 0.06 else 0
    return Item(
        number, draw.randrange(UNITS), form, counts, share, seconds, draw.randrange(5), group
    )


def show(forms: list[BuiltForm], seconds: float) -> None:
    """Print one line of figures."""
    shares = [form.share for form in forms]
    paces = [form.seconds for form in forms]
    mean, pace = statistics.mean(shares), statistics.mean(paces)
    distinct = len({item.id for form in forms for item in form.items})
    print(
        f"{seconds:6.2f} s   {len(forms)} forms of {len(forms[0].items)}   {distinct} different questions   "
        f"expected share {mean:.4f}, largest difference {100 * (max(shares) - min(shares)) / mean:.2f} %   "
        f"time {pace / 60:.1f} min, largest difference {100 * (max(paces) - min(paces)) / pace:.2f} %"
    )


def main() -> None:
    """Build the forms a few times and print each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--forms", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for seed in range(1, options.rounds + 1):
        pool = make_pool(options.items, random.Random(seed))
        began = time.perf_counter()
        forms = build_forms(make_needs(), pool, Rules(options.forms, 1, None, seed))
        show(forms, time.perf_counter() - began)


if __name__ == "__main__":
    main()
