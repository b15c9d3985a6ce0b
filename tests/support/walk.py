"""The walk itself: which addresses there are, and what another school may read there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from core.ids import LENGTH, new_public_id
from tests.walk_objects import ENTRIES, OPEN, Arguments, Side

REFUSALS = {404, 405}
HOW = (
    "has arguments and no builder: declare which object it shows in tests/{app}/walk.py, "
    "see tests/walk_objects.py"
)
# Inside the admin, where no builder says more, every id is this one.
# Shorter values stand in a page by chance.
SHORTEST = 6
ADMIN_INT = 1
ADMIN_TEXT = "1"


@dataclass(frozen=True)
class Address:
    """One URL pattern of the project."""

    name: str
    converters: dict[str, str]
    route: str

    @property
    def in_admin(self) -> bool:
        return self.route.startswith("admin/")

    @property
    def app(self) -> str:
        return self.name.partition(":")[0]

    def reverse(self, arguments: Arguments) -> str:
        try:
            return reverse(self.name, kwargs=arguments)
        except NoReverseMatch:
            if not self.in_admin or self.name in ENTRIES:
                raise
            return self._fill(arguments)

    def _fill(self, arguments: Arguments) -> str:
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: quote(str(arguments[m[1]])), self.route)
        return "/" + re.sub(r"\\Z|[\^$]", "", path)


def list_addresses(urlconf: str | None = None) -> list[Address]:
    """List every address of the resolver, nested ones included."""
    return list(_walk(get_resolver(urlconf), "", "", {}))


def _walk(
    resolver: URLResolver, prefix: str, route: str, outer: dict[str, str]
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        converters = {**outer, **_arguments_of(pattern)}
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, inner, here, converters)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{prefix}{pattern.name or ''}", converters, here)


def _arguments_of(pattern: Any) -> dict[str, str]:
    kinds = {
        name: type(converter).__name__ for name, converter in pattern.pattern.converters.items()
    }
    groups = getattr(getattr(pattern.pattern, "regex", None), "groupindex", {})
    return {**dict.fromkeys(groups, "StringConverter"), **kinds}


class Walker:
    """One person of side B who opens what belongs to side A."""

    def __init__(self, theirs: Side, mine: Side, role: str) -> None:
        self.theirs, self.mine, self.role = theirs, mine, role
        self.client = Client(raise_request_exception=False)
        self.sign_in()

    def sign_in(self) -> None:
        if self.role != "anonymous":
            self.client.force_login(self.mine.people[self.role])

    def check(self, address: Address) -> list[str]:
        """Return what is wrong with this address for this person, in words."""
        if address.name in OPEN:
            return []
        if not address.converters:
            return self.check_page(address)
        if address.name not in ENTRIES and not address.in_admin:
            return [f"{address.name} ({address.route}) {HOW.format(app=address.app)}"]
        faults = []
        foreign, missing = self.arguments_of(address)
        for method in ("get", "post"):
            gone = self.ask(method, address, missing)
            for arguments in foreign:
                faults += self.compare(address, method, self.ask(method, address, arguments), gone)
        return faults

    def check_page(self, address: Address) -> list[str]:
        """A page without arguments answers, and tells nothing of the other school."""
        try:
            path = address.reverse({})
        except NoReverseMatch:
            return []
        response = self.client.get(path)
        text = read_body(response)
        faults = []
        if response.status_code >= 500:
            faults.append(f"{address.name} fails with {response.status_code}")
        if self.theirs.mark in text:
            spot = text.index(self.theirs.mark)
            shown = " ".join(text[max(0, spot - 60) : spot + 20].split())
            faults.append(f"{address.name} shows something of another school: …{shown}…")
        if self.role != "anonymous" and "_auth_user_id" not in self.client.session:
            self.sign_in()
        return faults

    def arguments_of(self, address: Address) -> tuple[list[Arguments], Arguments]:
        """Return foreign ids, mixes of own and foreign ids, and ids that nobody has."""
        entry = ENTRIES.get(address.name)
        if entry is None:
            kinds = address.converters
            filled = {
                key: ADMIN_INT if kind == "IntConverter" else ADMIN_TEXT
                for key, kind in kinds.items()
            }
            return [filled], {key: _missing(value) for key, value in filled.items()}
        foreign, own = self.theirs.build(entry), self.mine.build(entry)
        mixes = [{**own, key: foreign[key]} for key in foreign if len(foreign) > 1]
        missing = {key: entry.missing.get(key, _missing(value)) for key, value in foreign.items()}
        return [foreign, *(mix for mix in mixes if mix not in (own, foreign))], missing

    def ask(self, method: str, address: Address, arguments: Arguments) -> HttpResponse:
        path = address.reverse(arguments)
        response = getattr(self.client, method)(path)
        response.said = _normal(response, path, arguments)
        return response

    def compare(
        self, address: Address, method: str, response: HttpResponse, gone: HttpResponse
    ) -> list[str]:
        """A foreign id answers 404, or leads to sign-in, exactly like one that is not there."""
        where = f"{method.upper()} {address.name} ({address.route})"
        leads_out = response.status_code == 302 and response["Location"].startswith(
            settings.WAGTAILADMIN_LOGIN_URL
        )
        if response.status_code not in REFUSALS and not (self.role == "anonymous" and leads_out):
            return [f"{where} answers {response.status_code} for another school's object"]
        if response.said != gone.said:
            return [f"{where} tells another school's id from one that is not there"]
        return []


def _missing(value: Any) -> Any:
    """Return an id of the same kind that nobody has; a word such as "live" is no id and stays."""
    if isinstance(value, int):
        return 2_000_000_000
    if str(value).isdigit():
        return "2000000000"
    return new_public_id() if len(str(value)) == LENGTH else value


def read_body(response: HttpResponse) -> str:
    """Read an answer to its end, as text."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode(errors="replace")
    return response.content.decode(errors="replace")


def _normal(response: HttpResponse, path: str, arguments: Arguments) -> tuple[int, str, str]:
    """Return what the answer says, without what differs from one request to the next."""
    body = read_body(response) + response.get("Location", "")
    own = [path, quote(path), response.get("X-Request-Id", "-" * 9), *map(str, arguments.values())]
    for value in own:
        body = body.replace(value, "…") if len(value) >= SHORTEST else body
    body = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", body)
    body = re.sub(r'nonce="[^"]+"', "", body)
    return response.status_code, response.get("Content-Type", ""), body
