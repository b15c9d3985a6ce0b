"""One JSON object a line, so that machines can read the log and people can search it."""

import json
import logging
import re
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")

# PostgreSQL repeats the row's values in the detail of an error.
_DETAIL = re.compile(r"DETAIL:.*")
_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class JsonFormatter(logging.Formatter):
    """Formats a record with its ``extra`` fields; callers never log personal data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "text": record.getMessage(),
            "request_id": request_id.get(),
            **{
                key: str(value)
                for key, value in record.__dict__.items()
                if key not in _STANDARD and key != "request"
            },
        }
        if record.exc_info:
            entry["trace"] = _DETAIL.sub("DETAIL: …", self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
