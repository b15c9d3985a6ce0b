"""Mean, variance, covariance and correlation of counted pairs.

A sample is a mapping from a pair ``(x, y)`` to how often it occurred, so that a class of forty and a
province of forty thousand are the same few hundred numbers, and two samples merge by adding counts.
"""

from collections.abc import Iterable, Mapping
from math import sqrt

Pairs = Mapping[tuple[float, float], int]


def count(sample: Pairs) -> int:
    """Return the size of the sample."""
    return sum(sample.values())


def mean_x(sample: Pairs) -> float:
    """Return the mean of the first figures of the pairs; the sample must not be empty."""
    return sum(x * n for (x, _y), n in sample.items()) / count(sample)


def variance_x(sample: Pairs, *, ddof: int = 1) -> float:
    """Return the variance of the first figures: ``Σ(x - mean)² / (n - ddof)``."""
    mean = mean_x(sample)
    return sum(n * (x - mean) ** 2 for (x, _y), n in sample.items()) / (count(sample) - ddof)


def covariance(sample: Pairs, *, ddof: int = 1) -> float:
    """Return ``Σ(x - mean x)(y - mean y) / (n - ddof)``."""
    size = count(sample)
    middle_x = mean_x(sample)
    middle_y = sum(y * n for (_x, y), n in sample.items()) / size
    total = sum(n * (x - middle_x) * (y - middle_y) for (x, y), n in sample.items())
    return total / (size - ddof)


def highest_covariance(sample: Pairs) -> float:
    """Return the covariance that the same figures would have, each sorted and paired anew."""
    xs = sorted(_spread(((x, n) for (x, _y), n in sample.items())))
    ys = sorted(_spread(((y, n) for (_x, y), n in sample.items())))
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    pairs = zip(xs, ys, strict=True)
    return sum((x - middle_x) * (y - middle_y) for x, y in pairs) / (len(xs) - 1)


def correlation(sample: Pairs) -> float | None:
    """Return Pearson's r, or None when one side does not vary or there are fewer than two."""
    if count(sample) < 2:
        return None
    turned = _add_up(((y, x), n) for (x, y), n in sample.items())
    spread = variance_x(sample) * variance_x(turned)
    # Equal decimals can differ in their last binary digit.
    return covariance(sample) / sqrt(spread) if spread > 1e-18 else None


def _spread(counted: Iterable[tuple[float, int]]) -> list[float]:
    return [value for value, n in counted for _each in range(n)]


def _add_up(counted: Iterable[tuple[tuple[float, float], int]]) -> dict[tuple[float, float], int]:
    sums: dict[tuple[float, float], int] = {}
    for pair, n in counted:
        sums[pair] = sums.get(pair, 0) + n
    return sums
