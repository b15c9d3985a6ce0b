"""How far a figure is from its target, as a step of the heat map."""

from decimal import Decimal

# Share of the target reached, lower bounds of the steps h1 to h5.
STEPS = (Decimal("0.60"), Decimal("0.80"), Decimal("0.92"), Decimal(1), Decimal("1.12"))
SMALLEST_GROUP = 10


def heat_step(value: Decimal, target: Decimal | None) -> int:
    """Return 0 (below 60 % of the target) to 5 (more than 12 % above it)."""
    if target is None or target == 0:
        return 0
    return sum(value / target >= bound for bound in STEPS)


def percent(numerator: int, denominator: int) -> Decimal | None:
    """Return the percentage with one decimal, half up, or None where nothing is counted."""
    if denominator == 0:
        return None
    return (Decimal(numerator) * 100 / Decimal(denominator)).quantize(
        Decimal("0.1"), rounding="ROUND_HALF_UP"
    )
