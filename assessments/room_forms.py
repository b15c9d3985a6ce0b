"""The form that gives pupils of a sitting more minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import BenHocForm

from .actions.proctoring import MOST_EXTRA_MINUTES
from .models import Attempt


class ExtraTimeForm(BenHocForm):
    """One number of minutes for each attempt; empty is none."""

    def __init__(self, *args: Any, attempts: Sequence[Attempt], **kwargs: Any) -> None:
        """Make a field for each attempt, named by its public id."""
        super().__init__(*args, **kwargs)
        self.attempts = attempts
        for attempt in attempts:
            self.fields[attempt.public_id] = forms.IntegerField(
                label=attempt.learner.full_name,
                min_value=0,
                max_value=MOST_EXTRA_MINUTES,
                required=False,
                initial=attempt.extra_minutes or None,
            )

    def list_changes(self) -> list[tuple[Attempt, int]]:
        """Return the attempts whose minutes are others than before."""
        wanted = [(one, self.cleaned_data[one.public_id] or 0) for one in self.attempts]
        return [(one, minutes) for one, minutes in wanted if minutes != one.extra_minutes]
