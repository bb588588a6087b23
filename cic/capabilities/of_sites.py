"""Several sites: apart, each with agents and calls of its own, or all of them as one centre."""

from __future__ import annotations

from typing import Any

from cic.capabilities.draft import Draft, Plain
from cic.scenario.checks_demand import NOBODY_THERE, at_site


def sites(draft: Draft) -> None:
    """All sites answer what comes to any, as if all agents sat in one room."""
    draft.sites_apart = False


def part_sites(draft: Draft) -> None:
    """Where sites are not one, each has a part of the calls, which no other answers.

    Every group is divided among them, and each site is given so much of the calls of a queue as it
    has of the agents; where nobody there answers the queue, or nobody at times, the others have
    them. Contacts by other channels come to all sites. Who is passed on is given to a site anew.
    """
    shares = draft.demand.agents.sites
    if not draft.sites_apart or len(shares) < 2:  # noqa: PLR2004 - one site is no other
        return
    parted: dict[str, dict[str, str]] = {}
    for name in [name for name in draft.groups if name != NOBODY_THERE]:
        parted[name] = _part_group(draft, name, shares)
    for queue in draft.queues.values():
        _by_each(queue.get("overflow", {}), parted)
        for transfer in queue.get("transfers", {}).values():
            if isinstance(transfer, dict):
                _by_each(transfer.get("by_group", {}), parted)
    if "incidents" in draft.parts:
        draft.parts["incidents"] = _at_each(draft.parts["incidents"], parted)
    draft.parts["sites"] = {site: {} for site in shares}
    for name, queue in draft.calls():
        _give_parts(draft, name, queue, shares)


def _part_group(draft: Draft, name: str, shares: dict[str, float]) -> dict[str, str]:
    """The groups that one becomes, by site; a site with none of its agents has none."""
    group = draft.groups.pop(name)
    found: dict[str, str] = {}
    for site, staff in _parted(group["staff"], shares).items():
        if site == next(iter(shares)) or _works(staff):
            found[site] = at_site(name, site) if found else name
            draft.groups[found[site]] = {**group, "site": site, "staff": staff}
    return found


def _parted(staff: Any, shares: dict[str, float]) -> dict[str, Any]:  # noqa: ANN401
    """Agents by site: rounded shares of all, of few at least one, and at the first the rest."""
    if isinstance(staff, tuple | list):
        each = [_parted(number, shares) for number in staff]
        return {site: [one[site] for one in each] for site in shares}
    first, *others = shares
    found = {first: staff}
    for site in others:
        found[site] = min(max(1, int(staff * shares[site] + 0.5)), max(0, found[first] - 1))
        found[first] -= found[site]
    return found


def _works(staff: Any) -> bool:  # noqa: ANN401
    return any(staff) if isinstance(staff, tuple | list) else staff > 0


def _by_each(of_groups: Plain, parted: dict[str, dict[str, str]]) -> None:
    """What is said of a group is said of each that it became."""
    for name in list(of_groups):
        told = of_groups.pop(name)
        of_groups.update(dict.fromkeys(parted.get(name, {"": name}).values(), told))


def _at_each(incidents: list[Plain], parted: dict[str, dict[str, str]]) -> list[Plain]:
    """Each site moves agents of its own."""
    return [
        {**incident, "from": parted[incident["from"]][site], "to": to}
        for incident in incidents
        for site, to in parted[incident["to"]].items()
        if site in parted[incident["from"]]
    ]


def _give_parts(draft: Draft, name: str, queue: Plain, shares: dict[str, float]) -> None:
    """The calls of a queue are given to the sites at which it is always answered."""
    beyond = queue.get("overflow", {})
    crews = [
        one
        for group, one in draft.groups.items()
        if name in one["skills"] and "site" in one and group not in beyond
    ]
    here = {site: share for site, share in shares.items() if _is_always_there(crews, site)}
    if len(here) > 1:
        total = sum(here.values())
        parts = {site: round(share / total, 4) for site, share in here.items()}
        parts[next(iter(here))] += 1 - sum(parts.values())
        queue["allocation"] = {"sites": {s: f"{100 * part:.6g}%" for s, part in parts.items()}}


def _is_always_there(crews: list[Plain], site: str) -> bool:
    """Whether some agent of a site is there whenever any agent is."""
    own = _together([crew for crew in crews if crew["site"] == site])
    return bool(own) and all(
        here or not anywhere for here, anywhere in zip(own, _together(crews), strict=True)
    )


def _together(crews: list[Plain]) -> list[int]:
    """The agents of some crews, interval by interval, or the one number of all."""
    lists = [s if isinstance(s, tuple | list) else [s] for s in (one["staff"] for one in crews)]
    return [sum(numbers) for numbers in zip(*lists, strict=True)]
