"""The trend line as numbers for an SVG: 444 by 224, labels stay 12 px."""

from dataclasses import dataclass
from decimal import Decimal

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 444, 40, 399, 24, 190


@dataclass(frozen=True)
class Tick:
    """A label at a place."""

    at: float
    label: str


@dataclass(frozen=True)
class TrendChart:
    """Everything the template writes into attributes."""

    path: str
    last_x: float
    last_y: float
    last_label: Decimal
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    target_y: float | None


def _scale(values: list[Decimal]) -> tuple[int, int]:
    low = max(0, int(min(values)) // 20 * 20 - 20)
    high = min(100, (int(max(values)) // 20 + 1) * 20)
    return low, max(high, low + 20)


def draw_trend(points: list[tuple[str, Decimal]], target: Decimal | None) -> TrendChart | None:
    """Return the geometry of a line through ``(month label, percent)``; None below two points."""
    if len(points) < 2:
        return None
    values = [value for _, value in points]
    low, high = _scale([*values, target] if target is not None else values)

    def y(value: Decimal) -> float:
        return round(BOTTOM - (float(value) - low) / (high - low) * (BOTTOM - TOP), 1)

    step = (RIGHT - LEFT) / (len(points) - 1)
    xs = [round(LEFT + number * step, 1) for number in range(len(points))]
    path = "M" + " L".join(f"{x} {y(value)}" for x, value in zip(xs, values, strict=True))
    every = max(1, (len(points) + 4) // 5)
    last = len(points) - 1
    ticks = [
        Tick(x, label)
        for number, (x, (label, _)) in enumerate(zip(xs, points, strict=True))
        if number == last or (number % every == 0 and last - number >= every)
    ]
    y_ticks = [Tick(y(Decimal(value)), str(value)) for value in range(low + 20, high, 20)][:3]
    return TrendChart(
        path,
        xs[-1],
        y(values[-1]),
        values[-1],
        ticks,
        y_ticks,
        y(target) if target is not None else None,
    )
