"""Statements as xAPI 1.0.3 JSON (adlnet/xAPI-Spec, part 2)."""

from typing import Any

from .models import Statement
from .verbs import Verb

HOME = "https://benhoc.vn/xapi"


def to_xapi(statement: Statement) -> dict[str, Any]:
    """Return the statement with a pseudonymous account as its actor."""
    verb = Verb(statement.verb)
    body: dict[str, Any] = {
        "id": str(statement.statement_id),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": HOME, "name": str(statement.actor.pseudonym)},
        },
        "verb": {"id": verb.label, "display": {"en": verb.value}},
        "object": {
            "objectType": "Activity",
            "id": f"{HOME}/{statement.object_type}/{statement.object_id}",
            "definition": {"name": {"vi": statement.object_title}},
        },
        "timestamp": statement.happened_at.isoformat(),
        "stored": statement.stored_at.isoformat(),
    }
    if statement.result is not None:
        body["result"] = statement.result
    return body
