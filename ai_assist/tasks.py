"""Jobs of the assistant."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.jobs import JobRun, job

from . import actions, queries


@job("ai_assist.write_outline", label=_("Writing of a lesson outline"), max_attempts=2)
def write_outline(_run: JobRun, draft_id: int) -> None:
    """Ask the model for the outline of a draft."""
    draft = queries.get_draft(draft_id)
    school = Organisation.objects.get(pk=draft.school_id)
    actions.write_outline(draft, school, now=timezone.now())
