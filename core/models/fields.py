"""Field types that the whole house uses."""

from decimal import Decimal
from typing import Any

from django.db import models

from core.ids import LENGTH, new_public_id

TEN_THOUSAND = Decimal(10000)


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # Django's own has none
    """The random id that stands in addresses instead of the row's number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the fixed options; migrations repeat them."""
        kwargs.update(max_length=LENGTH, unique=True, editable=False, default=new_public_id)
        super().__init__(*args, **kwargs)


class ScoreField(models.BigIntegerField):  # type: ignore[type-arg]  # as above
    """A mark: ``Decimal`` in Python, integer ten-thousandths in the database."""

    # What django-stubs takes as the types of the attribute.
    _pyi_private_set_type: Decimal | int  # type: ignore[assignment]  # the hook of the stubs
    _pyi_private_get_type: Decimal  # type: ignore[assignment]  # the hook of the stubs
    _pyi_lookup_exact_type: Decimal | int  # type: ignore[assignment]  # the hook of the stubs

    def from_db_value(self, value: int | None, *_: object) -> Decimal | None:
        """Turn ten-thousandths into a Decimal."""
        return None if value is None else Decimal(value) / TEN_THOUSAND

    def to_python(self, value: Any) -> Decimal | None:
        """Read what a form or a fixture gives."""
        return None if value is None else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        """Turn a Decimal into ten-thousandths; finer parts are refused."""
        if value is None:
            return None
        scaled = Decimal(str(value)) * TEN_THOUSAND
        if scaled != scaled.to_integral_value():
            message = f"A mark has at most four decimals, not {value}."
            raise ValueError(message)
        return int(scaled)


class SortKeyField(models.CharField):  # type: ignore[type-arg]  # as above
    """A stored sort key, compared byte by byte on both databases."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the fixed options; migrations repeat them."""
        kwargs.update(max_length=400, editable=False)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> Any:
        """Ask PostgreSQL for its byte order; SQLite compares so by itself."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
