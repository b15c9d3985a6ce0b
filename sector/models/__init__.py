"""Indicators, their targets by plan, and the values of each period."""

from .indicators import Indicator, Target
from .periods import Period
from .sums import UnitSum
from .values import Correction, IndicatorValue

__all__ = ["Correction", "Indicator", "IndicatorValue", "Period", "Target", "UnitSum"]
