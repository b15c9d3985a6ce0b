"""Background work: declare with ``@job``, ask with ``core.actions.enqueue``.

How to write one so that it takes effect once, whatever is killed when:

* The function gets ids only and loads fresh rows.
* An effect on the database and the news that it happened are committed together: put both into
  ``with run.step(data):``, or call ``run.checkpoint(data)`` at the end of an ``atomic`` block. When
  another worker has taken the job over in the meantime the checkpoint raises and rolls back.
* An effect outside carries a key of its own (a file name made from the job, a message id), so that
  doing it again changes nothing.
* Long work is cut into chunks of at most 200 ms of writing; each ends in a checkpoint, and a new
  attempt starts from ``run.job.checkpoint``.
"""

from .registry import job, periodic
from .run import JobInterruptedError, JobRun, LeaseLostError

__all__ = ["JobInterruptedError", "JobRun", "LeaseLostError", "job", "periodic"]
