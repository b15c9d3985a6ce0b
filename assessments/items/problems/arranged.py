"""Ordering and matching."""

from typing import Any

from .shares import fragment_problems

FEWEST, MOST = 2, 12


def entry_problems(content: dict[str, Any]) -> list[str]:
    """Check number and text of the entries; equal entries would have several right orders."""
    fragments = [entry["html"] for entry in content["entries"]]
    if not FEWEST <= len(fragments) <= MOST:
        return ["entry_count"]
    return fragment_problems(fragments) or _double(fragments)


def pair_problems(content: dict[str, Any]) -> list[str]:
    """Check number and text of the pairs; one match may belong to several, an extra one to none."""
    pairs, extras = content["pairs"], content.get("extra_matches", [])
    if not FEWEST <= len(pairs) <= MOST or len(extras) > MOST:
        return ["pair_count"]
    left = [pair["html"] for pair in pairs]
    matches = [pair["match"] for pair in pairs]
    problems = fragment_problems([*left, *matches, *extras])
    if problems:
        return problems
    if len({*matches, *extras}) < FEWEST or set(matches) & set(extras):
        return ["double_match"]
    return _double(left) or _double(extras)


def _double(fragments: list[str]) -> list[str]:
    return [] if len(set(fragments)) == len(fragments) else ["double_entry"]
