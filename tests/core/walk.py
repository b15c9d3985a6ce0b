"""Objects of the addresses of core."""

from core.actions import enqueue
from tests.walk_objects import Side, builds


@builds("core:show_job_progress", seen_by=["teacher"])
def an_own_job(side: Side):
    owner = side.people["teacher"]
    job = enqueue("core.send_outbox", owner_id=owner.pk, school_id=side.school.pk)
    return {"public_id": job.public_id}
