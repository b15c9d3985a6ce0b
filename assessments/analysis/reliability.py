"""Reliability of a test's totals and the error of one total.

Sources: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16
(1951), 297-334; G. F. Kuder & M. W. Richardson, "The theory of the estimation of test reliability",
Psychometrika 2 (1937), 151-160; Lord & Novick (1968), §3.8.
"""

from collections.abc import Sequence
from math import sqrt


def cronbach_alpha(item_variances: Sequence[float], total_variance: float) -> float | None:
    """Return ``k/(k-1) · (1 - Σ var(x) / var(t))`` (Cronbach 1951, formula 2).

    Both variances must have the same divisor. None below two items or when totals do not vary. It
    may be negative, which says that items work against each other.
    """
    k = len(item_variances)
    if k < 2 or total_variance <= 0:
        return None
    return k / (k - 1) * (1 - sum(item_variances) / total_variance)


def kr20(facilities: Sequence[float], total_variance: float) -> float | None:
    """Return Kuder & Richardson's formula 20: alpha for items of nothing or one point.

    ``k/(k-1) · (1 - Σ p(1-p) / var(t))`` with the variance divided by n (Kuder & Richardson 1937).
    """
    return cronbach_alpha([p * (1 - p) for p in facilities], total_variance)


def standard_error(total_variance: float, reliability: float | None) -> float | None:
    """Return the standard error of measurement, ``sd(t) · √(1 - reliability)``, in points.

    Lord & Novick (1968), formula 3.8.1. None without a reliability; a negative one counts as none.
    """
    if reliability is None or total_variance <= 0:
        return None
    return sqrt(total_variance) * sqrt(1 - min(max(reliability, 0.0), 1.0))
