"""Item response theory: one and two parameter logistic models by marginal maximum likelihood.

``P(right | θ) = 1 / (1 + exp(-(a·θ + d)))`` with θ ~ N(0, 1); difficulty is ``b = -d / a``. Items are
estimated by the EM algorithm of R. D. Bock & M. Aitkin, "Marginal maximum likelihood estimation of
item parameters: application of an EM algorithm", Psychometrika 46 (1981), 443-459; with one slope
for all items it is D. Thissen, "Marginal maximum likelihood estimation for the one-parameter logistic
model", Psychometrika 47 (1982), 175-186. No factor 1.7.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Two slopes need people: below this one slope for all errs less (ADR 0095).
LEAST_FOR_TWO: Final = 500
LEAST_FOR_ONE: Final = 50
MISSING: Final = -1
_POINTS, _REACH = 61, 6.0
_STEEPEST, _FARTHEST = 6.0, 12.0


@dataclass(frozen=True)
class ItemCurve:
    """Parameters of an item; ``None`` stands for one that everybody or nobody got right."""

    slope: float
    intercept: float
    slope_error: float
    intercept_error: float

    @property
    def difficulty(self) -> float:
        """The ability at which half get it right, in standard deviations of the pupils."""
        return -self.intercept / self.slope


@dataclass(frozen=True)
class Model:
    """What was fitted, to how many, and how well."""

    curves: list[ItemCurve | None]
    parameters: int
    log_likelihood: float
    rounds: int
    has_converged: bool


@dataclass
class _Data:
    """Response patterns with their counts; ``known`` is 0 where an answer is missing."""

    right: Floats
    known: Floats
    weight: Floats


def choose_parameters(size: int) -> int | None:
    """Return how many parameters an item gets for so many pupils: two, one, or None for no model."""
    if size < LEAST_FOR_ONE:
        return None
    return 2 if size >= LEAST_FOR_TWO else 1


def fit(
    answers: npt.ArrayLike, *, parameters: int, tolerance: float = 1e-4, most_rounds: int = 500
) -> Model:
    """Fit the model to a matrix of pupils by items: 1 right, 0 wrong, ``MISSING`` not given.

    Items that everybody or nobody got right cannot be estimated and come back as None.
    """
    matrix = np.asarray(answers, dtype=np.int8)
    shares = [_share(column) for column in matrix.T]
    usable = [place for place, share in enumerate(shares) if 0 < share < 1]
    data = _group(matrix[:, usable])
    nodes = np.linspace(-_REACH, _REACH, _POINTS)
    density = np.exp(-0.5 * nodes**2)
    density /= density.sum()
    start = np.array([np.log(shares[place] / (1 - shares[place])) for place in usable])
    slopes, intercepts = np.ones(len(usable)), start
    rounds, has_converged = 0, False
    while rounds < most_rounds and not has_converged:
        rounds += 1
        before = np.concatenate([slopes, intercepts])
        posterior, _likelihood = _expect(data, slopes, intercepts, nodes, density)
        slopes, intercepts = _maximise(
            data, posterior, slopes, intercepts, nodes=nodes, is_common=parameters == 1
        )
        change = np.abs(np.concatenate([slopes, intercepts]) - before).max(initial=0.0)
        has_converged = bool(change < tolerance)
    posterior, likelihood = _expect(data, slopes, intercepts, nodes, density)
    errors = _errors(data, posterior, slopes, intercepts, nodes=nodes, is_common=parameters == 1)
    curves: list[ItemCurve | None] = [None] * matrix.shape[1]
    for index, place in enumerate(usable):
        curves[place] = ItemCurve(
            float(slopes[index]), float(intercepts[index]), *(float(e[index]) for e in errors)
        )
    return Model(curves, parameters, likelihood, rounds, has_converged)


def _share(column: npt.NDArray[np.int8]) -> float:
    given = column[column != MISSING]
    return float(given.mean()) if given.size else 0.0


def _group(matrix: npt.NDArray[np.int8]) -> _Data:
    patterns, counts = np.unique(matrix, axis=0, return_counts=True)
    return _Data(
        right=(patterns == 1).astype(np.float64),
        known=(patterns != MISSING).astype(np.float64),
        weight=counts.astype(np.float64),
    )


def _chance(slopes: Floats, intercepts: Floats, nodes: Floats) -> Floats:
    """Return items by nodes; kept off 0 and 1 so that logarithms stay finite."""
    chance: Floats = 1 / (1 + np.exp(-(np.outer(slopes, nodes) + intercepts[:, None])))
    return np.clip(chance, 1e-12, 1 - 1e-12)


def _expect(
    data: _Data, slopes: Floats, intercepts: Floats, nodes: Floats, density: Floats
) -> tuple[Floats, float]:
    """Return the posterior of θ for each pattern, and the log-likelihood (Bock & Aitkin, E step)."""
    chance = _chance(slopes, intercepts, nodes)
    wrong = data.known - data.right
    joint = data.right @ np.log(chance) + wrong @ np.log1p(-chance) + np.log(density)
    highest = joint.max(axis=1, keepdims=True)
    weights = np.exp(joint - highest)
    sums = weights.sum(axis=1, keepdims=True)
    likelihood = float(data.weight @ (highest + np.log(sums))[:, 0])
    return weights / sums, likelihood


def _maximise(
    data: _Data,
    posterior: Floats,
    slopes: Floats,
    intercepts: Floats,
    *,
    nodes: Floats,
    is_common: bool,
) -> tuple[Floats, Floats]:
    """Do three Newton steps on the expected counts (Bock & Aitkin, M step)."""
    weighted = posterior * data.weight[:, None]
    expected_right, expected = data.right.T @ weighted, data.known.T @ weighted
    for _step in range(3):
        chance = _chance(slopes, intercepts, nodes)
        gap = expected_right - expected * chance
        spread = expected * chance * (1 - chance)
        down, slope_down = gap.sum(axis=1), gap @ nodes
        h_dd, h_ad, h_aa = spread.sum(axis=1), spread @ nodes, spread @ nodes**2
        if is_common:
            # One slope: the arrow-shaped system is solved for the slope first.
            step = (slope_down - h_ad * down / h_dd).sum() / (h_aa - h_ad**2 / h_dd).sum()
            slope_step = np.full_like(slopes, step)
        else:
            slope_step = (slope_down - h_ad * down / h_dd) / (h_aa - h_ad**2 / h_dd)
        slope_step = np.clip(slope_step, -1, 1)
        intercepts = np.clip(intercepts + (down - h_ad * slope_step) / h_dd, -_FARTHEST, _FARTHEST)
        slopes = np.clip(slopes + slope_step, -_STEEPEST, _STEEPEST)
    return slopes, intercepts


def _errors(
    data: _Data,
    posterior: Floats,
    slopes: Floats,
    intercepts: Floats,
    *,
    nodes: Floats,
    is_common: bool,
) -> tuple[Floats, Floats]:
    """Return standard errors of slopes and intercepts from the cross-products of pattern scores.

    The empirical Fisher information, ``Σ n·s·sᵀ`` over patterns with their score vectors s.
    """
    if not slopes.size:
        return slopes, intercepts
    chance = _chance(slopes, intercepts, nodes)
    by_intercept = data.right - data.known * (posterior @ chance.T)
    mean_theta = (posterior @ nodes)[:, None]
    by_slope = data.right * mean_theta - data.known * (posterior @ (chance * nodes).T)
    if is_common:
        by_slope = by_slope.sum(axis=1, keepdims=True)
    scores = np.hstack([by_slope, by_intercept])
    information = scores.T @ (scores * data.weight[:, None])
    found = np.sqrt(np.clip(np.diag(np.linalg.pinv(information)), 0, None))
    head = by_slope.shape[1]
    return np.broadcast_to(found[:head], slopes.shape), found[head:]
