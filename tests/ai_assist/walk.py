"""Objects of the addresses of the assistant."""

from django.utils import timezone

from ai_assist.actions import start_draft
from tests.factories.accounts import get_grade, get_subject
from tests.walk_objects import Side, builds


@builds("ai_assist:show_draft", seen_by=["teacher"])
@builds("ai_assist:choose_outcomes", "ai_assist:make_lesson")
def a_draft(side: Side):
    draft = start_draft(
        side.people["teacher"],
        side.school,
        title=side.name("Bài"),
        subject=get_subject(),
        grade=get_grade(),
        now=timezone.now(),
    )
    return {"public_id": draft.public_id}
