r"""Places of a room: names and networks of its machines, as teachers type them.

    read_places("Máy 01 10.0.0.11\\n10.0.1.0/24")
    find_place(places, "10.0.0.11")  ->  "Máy 01"

One place a line: an address or a network in CIDR notation at the end, a name before it.
"""

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

SHAPE = 1
MOST_PLACES = 300

Places = dict[str, Any]


class PlaceError(ValueError):
    """A line that is no place; ``args[0]`` is the line."""


def read_places(text: str) -> Places:
    """Read lines into ``{"v": 1, "places": [{"name", "network"}]}``; empty text is no rule: ``{}``.

    Raises PlaceError with the first line that holds no address.
    """
    places = [_read_line(line.strip()) for line in text.splitlines() if line.strip()]
    if len(places) > MOST_PLACES:
        raise PlaceError(str(MOST_PLACES))
    return {"v": SHAPE, "places": places} if places else {}


def _read_line(line: str) -> dict[str, str]:
    name, _, network = line.rpartition(" ")
    try:
        read = ip_network(network.strip(), strict=False)
    except ValueError as error:
        raise PlaceError(line) from error
    return {"name": name.strip(" :;,\t") or str(read), "network": str(read)}


def write_places(places: Mapping[str, Any]) -> str:
    """Write places back as lines."""
    return "\n".join(f"{each['name']} {each['network']}" for each in places.get("places", []))


def find_place(places: Mapping[str, Any], address: str | None) -> str | None:
    """Return the name of the narrowest place that holds the address, or None."""
    try:
        here = ip_address(address or "")
    except ValueError:
        return None
    holding = [
        (network.prefixlen, each["name"])
        for each in places.get("places", [])
        if here in (network := ip_network(each["network"]))
    ]
    return max(holding)[1] if holding else None
