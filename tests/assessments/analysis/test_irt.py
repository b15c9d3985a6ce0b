"""Item response theory against published estimates, and against parameters that were planted."""

import numpy as np
import pytest

from assessments.analysis.irt import MISSING, choose_parameters, fit

from . import published


def test_two_parameters_of_lsat7_agree_with_mirt():
    # R. P. Chalmers, mirt for R, manual of LSAT7: three decimals, log-likelihood -2658.805.
    model = fit(
        published.list_answers(published.LSAT7), parameters=2, tolerance=1e-6, most_rounds=2000
    )

    assert model.has_converged
    assert model.log_likelihood == pytest.approx(-2658.805, abs=1e-3)
    slopes = [curve.slope for curve in model.curves]
    assert slopes == pytest.approx([0.988, 1.081, 1.706, 0.765, 0.736], abs=2e-3)
    intercepts = [curve.intercept for curve in model.curves]
    assert intercepts == pytest.approx([1.856, 0.808, 1.804, 0.486, 1.855], abs=2e-3)


def test_one_parameter_of_lsat6_agrees_with_ltm():
    # D. Rizopoulos, ltm, Journal of Statistical Software 17 (2006), no. 5, p. 10.
    model = fit(
        published.list_answers(published.LSAT6), parameters=1, tolerance=1e-7, most_rounds=2000
    )

    assert model.log_likelihood == pytest.approx(-2466.938, abs=1e-3)
    assert {round(curve.slope, 3) for curve in model.curves} == {0.755}
    found = [curve.difficulty for curve in model.curves]
    assert found == pytest.approx([-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=2e-3)


def test_planted_parameters_are_recovered_with_answers_missing():
    draw = np.random.default_rng(7)
    slopes, difficulties = draw.uniform(0.7, 2, 12), draw.normal(0, 1, 12)
    theta = draw.normal(size=(1500, 1))
    answers = (draw.random((1500, 12)) < 1 / (1 + np.exp(-slopes * (theta - difficulties)))).astype(
        int
    )
    answers[draw.random((1500, 12)) < 0.05] = MISSING

    model = fit(answers, parameters=2)

    assert model.has_converged
    gaps = np.array([curve.difficulty for curve in model.curves]) - difficulties
    assert np.sqrt((gaps**2).mean()) < 0.15
    gaps = np.array([curve.slope for curve in model.curves]) - slopes
    assert np.sqrt((gaps**2).mean()) < 0.2
    assert all(0.03 < curve.slope_error < 0.3 for curve in model.curves)


def test_an_item_that_everybody_got_right_has_no_curve():
    answers = [[1, each % 2, int(each % 3 > 0)] for each in range(60)]

    model = fit(answers, parameters=1)

    assert model.curves[0] is None
    assert model.curves[1] is not None


def test_few_answers_get_no_model_some_one_parameter_and_many_two():
    assert [choose_parameters(n) for n in (49, 50, 499, 500)] == [None, 1, 1, 2]
