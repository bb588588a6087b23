"""What belongs together because it shares something, however long the way round."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping


def joined(holds: Mapping[str, Iterable[Hashable]]) -> list[tuple[str, ...]]:
    """Names put together where they hold something in common, directly or through others.

    Names stand in their order, and what is together in the order of its first name.

    Examples
    --------
    >>> joined({"a": [1], "b": [2], "c": [1, 3], "d": [], "e": [3]})
    [('a', 'c', 'e'), ('b',), ('d',)]
    """
    above: dict[str, str] = {name: name for name in holds}

    def root(name: str) -> str:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    first: dict[Hashable, str] = {}
    for name, things in holds.items():
        for thing in things:
            above[root(name)] = root(first.setdefault(thing, name))
    found: dict[str, list[str]] = {}
    for name in holds:
        found.setdefault(root(name), []).append(name)
    return [tuple(names) for names in found.values()]
