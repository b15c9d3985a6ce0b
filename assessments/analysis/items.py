"""Classical statistics of one item over a sample of ``(mark on the item, total of the test)``.

Sources: F. M. Lord & M. R. Novick, Statistical Theories of Mental Test Scores (1968), ch. 15;
T. L. Kelley, "The selection of upper and lower groups for the validation of test items", Journal of
Educational Psychology 30 (1939), 17-24; L. Crocker & J. Algina, Introduction to Classical and Modern
Test Theory (1986), ch. 14; Moodle, "Quiz statistics calculations".
"""

from collections import Counter
from math import floor

from .moments import Pairs, correlation, count, covariance, highest_covariance, mean_x

# Kelley (1939): 27 % at each end make the difference of two shares most reliable.
EXTREME_SHARE = 0.27


def facility(sample: Pairs, full: float) -> float | None:
    """Return the mean share of the item's mark, 0 to 1: ``mean(x) / full`` (Crocker & Algina).

    For items of one point it is the share of right answers, p. None for an empty sample.
    """
    return mean_x(sample) / full if count(sample) else None


def rest_pairs(sample: Pairs) -> Counter[tuple[float, float]]:
    """Return the sample with the rest of the test, ``total - x``, in place of the total."""
    rests: Counter[tuple[float, float]] = Counter()
    for (mark, total), n in sample.items():
        rests[mark, round(total - mark, 4)] += n
    return rests


def discrimination(sample: Pairs) -> float | None:
    """Return the corrected point-biserial: Pearson's r of the mark and the rest of the test.

    ``r(x, t - x)`` (Lord & Novick 1968, §15.3; Henrysson 1963); the item's own mark is taken out of
    the total, which would else raise r for short tests. None when nothing varies.
    """
    return correlation(rest_pairs(sample))


def efficiency(sample: Pairs) -> float | None:
    """Return the discrimination as a part of the highest that these marks allow, at most 1.

    ``cov(x, r) / cov_max(x, r)`` with r the rest of the test; ``cov_max`` pairs the sorted marks with
    the sorted rests (Moodle, "Discriminative efficiency"). None when nothing varies.
    """
    rests = rest_pairs(sample)
    if count(rests) < 2:
        return None
    highest = highest_covariance(rests)
    return covariance(rests) / highest if highest > 1e-12 else None


def upper_lower(
    sample: Pairs, full: float, *, share: float = EXTREME_SHARE
) -> tuple[float, float] | None:
    """Return the item's facility in the upper and in the lower group by the total.

    Each group holds ``share`` of the sample, rounded (Kelley 1939: 27 %). Where pupils with equal
    totals straddle the border all of them count in proportion, so that the order of names never
    matters. None below two pupils.
    """
    size = floor(count(sample) * share + 0.5)
    if size < 1 or count(sample) < 2:
        return None
    by_total: dict[float, list[float]] = {}
    for (mark, total), n in sample.items():
        at = by_total.setdefault(total, [0.0, 0.0])
        at[0] += n
        at[1] += n * mark
    upper = _mean_of_first([by_total[total] for total in sorted(by_total, reverse=True)], size)
    lower = _mean_of_first([by_total[total] for total in sorted(by_total)], size)
    return upper / full, lower / full


def upper_lower_index(sample: Pairs, full: float, *, share: float = EXTREME_SHARE) -> float | None:
    """Return D, the upper group's facility less the lower's (Johnson 1951; Kelley 1939)."""
    groups = upper_lower(sample, full, share=share)
    return groups[0] - groups[1] if groups else None


def _mean_of_first(counted: list[list[float]], size: int) -> float:
    """Return the mean mark of the first ``size``; the last group counts in proportion."""
    left, marks = float(size), 0.0
    for n, total_marks in counted:
        taken = min(n, left)
        marks += total_marks * taken / n
        left -= taken
        if left <= 0:
            break
    return marks / size
