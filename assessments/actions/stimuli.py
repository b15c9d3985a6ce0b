"""Writes of texts, pictures and sounds that several questions stand under."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from assessments.formats.report import SharedText
from assessments.models import Bank, Stimulus

from .files import link_stimulus_files


def add_stimuli(
    bank: Bank, texts: Mapping[str, SharedText], *, by: User, now: datetime
) -> dict[str, Stimulus]:
    """Put the shared texts of a report into a bank; returns them by their keys.

    The HTML is clean and its pictures are kept: ``actions.files.keep_files`` has seen to it.
    """
    made = {}
    for key, text in texts.items():
        stimulus = Stimulus.objects.create(
            bank=bank,
            title=text.title[:200],
            html=text.html,
            files=text.files,
            author=by,
            created_at=now,
        )
        link_stimulus_files(stimulus)
        made[key] = stimulus
    return made
