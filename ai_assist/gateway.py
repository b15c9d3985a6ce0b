"""The one door to a model: judged, stripped of personal data, recorded, checked.

Any endpoint that speaks Chat Completions will do. The model gets no tools and no addresses; its answer
is read as data and refused when it has another shape.
"""

import hashlib
import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings

from accounts.models import Organisation, User

from .models import AIUse
from .outline.shape import WrongShapeError
from .policy import endpoint_host, judge
from .queries import list_names_around
from .redaction import redact

log = logging.getLogger("benhoc.ai")

PROMPTS = Path(__file__).parent / "prompts"
MOST_TOKENS = 4000
Read = TypeVar("Read")


@dataclass(frozen=True)
class Request(Generic[Read]):
    """What is asked: a prompt file, named texts, and how the answer is to be read."""

    purpose: str
    prompt: str
    inputs: Mapping[str, str]
    schema: Mapping[str, Any]
    read: Callable[[Any], Read]
    about: str = ""


@dataclass(frozen=True)
class Reply(Generic[Read]):
    """What came back, or the code of why nothing did; ``use`` is the record of the call."""

    value: Read | None
    use: AIUse | None
    reason: str = ""


@dataclass
class _Call:
    system: str
    text: str
    removed: dict[str, int] = field(default_factory=dict)


def ask_model(
    request: Request[Read], *, user: User, school: Organisation, now: datetime
) -> Reply[Read]:
    """Ask the model if the policy lets this person; never raises because of the model."""
    verdict = judge(user, now=now)
    if verdict.reason == "not_configured":
        return Reply(None, None, verdict.reason)
    call = _prepare(request, school)
    use = AIUse(
        user=user,
        school_id=school.pk,
        purpose=request.purpose,
        about=request.about,
        prompt_name=request.prompt,
        prompt_digest=_digest((PROMPTS / f"{request.prompt}.txt").read_text(encoding="utf-8")),
        input_digest=_digest(call.text),
        host=endpoint_host(),
        model_asked=settings.AI_MODEL,
        removed=call.removed,
        created_at=now,
    )
    if not verdict.is_allowed:
        return _refuse(use, verdict.reason)
    return _ask(request, call, use)


def _prepare(request: Request[Any], school: Organisation) -> _Call:
    mark = secrets.token_hex(6)
    names = list_names_around(school)
    lines, removed = [], dict[str, int]()
    for label, text in request.inputs.items():
        clean = redact(text, names)
        for kind, count in clean.removed.items():
            removed[kind] = removed.get(kind, 0) + count
        lines.append(f"{label}: {clean.text}")
    system = (PROMPTS / f"{request.prompt}.txt").read_text(encoding="utf-8").replace("{mark}", mark)
    joined = "\n".join(lines)
    return _Call(system, f"<<<{mark}>>>\n{joined}\n<<<{mark}>>>", removed)


def _ask(request: Request[Read], call: _Call, use: AIUse) -> Reply[Read]:
    from openai import OpenAIError

    started = time.perf_counter()
    try:
        answer = _complete(call, request.schema)
        text = answer.choices[0].message.content or ""
        use.model_answered = (answer.model or "")[:100]
        if answer.usage:
            use.tokens_in, use.tokens_out = (
                answer.usage.prompt_tokens,
                answer.usage.completion_tokens,
            )
        use.output_digest = _digest(text)
        value = request.read(_parse(text))
    except OpenAIError as error:
        log.warning("model away", extra={"host": use.host, "error": type(error).__name__})
        return _fail(use, "away", started)
    except (WrongShapeError, IndexError):
        log.warning("answer of another shape", extra={"host": use.host})
        return _fail(use, "wrong_shape", started)
    use.state = AIUse.State.DONE
    use.milliseconds = _milliseconds(started)
    use.save()
    return Reply(value, use)


def _complete(call: _Call, schema: Mapping[str, Any]) -> Any:
    """Ask for the shape; an endpoint that knows no schemas is asked in words alone."""
    from openai import BadRequestError, OpenAI

    with OpenAI(
        base_url=settings.AI_BASE_URL,
        api_key=settings.AI_API_KEY or "none",
        timeout=settings.AI_TIMEOUT_SECONDS,
        max_retries=1,
    ) as client:
        asked: Any = {
            "model": settings.AI_MODEL,
            "temperature": 0.2,
            "max_completion_tokens": MOST_TOKENS,
            "messages": [
                {"role": "system", "content": call.system},
                {"role": "user", "content": call.text},
            ],
        }
        shape: Any = {"name": "answer", "strict": True, "schema": schema}
        try:
            return client.chat.completions.create(
                **asked, response_format={"type": "json_schema", "json_schema": shape}
            )
        except BadRequestError:
            return client.chat.completions.create(**asked)


def _parse(text: str) -> Any:
    """Read JSON, also when the model put words or a fence around it."""
    start, end = text.find("{"), text.rfind("}")
    try:
        return json.loads(text[start : end + 1])
    except ValueError as error:
        raise WrongShapeError from error


def _refuse(use: AIUse, reason: str) -> Reply[Any]:
    use.state, use.reason = AIUse.State.REFUSED, reason
    use.save()
    return Reply(None, use, reason)


def _fail(use: AIUse, reason: str, started: float) -> Reply[Any]:
    use.state, use.reason = AIUse.State.FAILED, reason
    use.milliseconds = _milliseconds(started)
    use.save()
    return Reply(None, use, reason)


def _milliseconds(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
