"""Capabilities of an interaction centre: channels, blending, callbacks, knowledge, other sites."""

from __future__ import annotations

from collections.abc import Callable

from cic.capabilities.draft import Draft, Plain, divided, percent, work
from cic.scenario.channels import PRESETS
from cic.scenario.checks_demand import BY_PHONE, GENERAL, NOBODY_THERE, OUTSOURCER, WRITERS
from cic.scenario.demand import PHONE, Need


def channel(name: str) -> Callable[[Draft], None]:
    """The capability of answering a channel other than the telephone."""

    def open_channel(draft: Draft) -> None:
        for need_name, need in draft.demand.needs.items():
            if need.channel == name:
                _open(draft, need_name, need)

    open_channel.__doc__ = f"Contacts by {name} are answered."
    return open_channel


def _open(draft: Draft, name: str, need: Need) -> None:
    """Customers come by the channel of their choice; agents who write answer, or all."""
    medium = PRESETS[need.channel]
    before = draft.queues[name]
    promise = draft.written("needs", name, "service_level")
    if promise is None and not medium.deferred:
        promise = draft.written("promise")
    patience = draft.written("needs", name, "patience") or draft.written("customers", "patience")
    del draft.queues[name + BY_PHONE]
    redials = draft.written("customers", "redials")
    draft.queues[name] = {
        "channel": need.channel,
        "arrivals": before["arrivals"],
        **({"patience": patience} if patience is not None and medium.may_abandon else {}),
        **work(draft, "needs", name),
        **({"additions": draft.written("needs", name, "additions")} if need.additions else {}),
        "resolves": percent(need.resolves),
        **({"service_level": promise} if promise is not None else {}),
        **({"redials": redials} if redials and not medium.deferred else {}),
        **_comes_again(draft),
    }
    for group in draft.groups.values():
        group["skills"].pop(name, None)
        group["skills"].pop(name + BY_PHONE, None)
    if not draft.groups[NOBODY_THERE]["skills"]:
        del draft.groups[NOBODY_THERE]
    _answer(draft, name, need)


def _comes_again(draft: Draft) -> Plain:
    again = draft.written("customers", "recontact")
    return {"recontact": again} if again is not None else {}


def _answer(draft: Draft, name: str, need: Need) -> None:
    """Agents answer a channel: those set apart for it, or all without a skill."""
    apart = need.channel in draft.demand.agents.apart
    if apart:
        _set_apart(draft)
    quality: Plain = {"rank": 1, "quality": need.without_skill}
    crew = draft.groups[WRITERS if apart else GENERAL]
    crew["skills"][name] = 1 if need.without_skill >= 1 else quality
    at_once = draft.demand.tools.at_once.get(need.channel)
    if at_once is not None:
        draft.parts.setdefault("channels", {})[need.channel] = {"at_once": at_once}


def _set_apart(draft: Draft) -> None:
    """So many of the agents no longer answer the telephone as their channels ask for."""
    people = draft.demand.agents
    shares = {name: one.share for name, one in people.skilled.items()}
    shares[WRITERS] = sum(s for name, s in people.apart.items() if name in draft.capabilities)
    staff = divided(people.staff, shares)
    draft.groups[GENERAL]["staff"] = staff[GENERAL]
    crew = draft.groups.get(WRITERS) or {**draft.groups[GENERAL], "skills": {}}
    draft.groups[WRITERS] = {**crew, "staff": staff[WRITERS]}


def blending(draft: Draft) -> None:
    """All agents answer all channels; calls put written work on hold."""
    if WRITERS not in draft.groups:
        return
    crew = draft.groups.pop(WRITERS)
    people = draft.demand.agents
    shares = {name: one.share for name, one in people.skilled.items()}
    draft.groups[GENERAL]["staff"] = divided(people.staff, shares)[GENERAL]
    shut = draft.groups.get(NOBODY_THERE, {"skills": {}})["skills"]
    media = {
        q["channel"] for name, q in draft.queues.items() if "channel" in q and name not in shut
    }
    deferred = [name for name in PRESETS if name in media and PRESETS[name].deferred]
    for name in crew["skills"]:
        last = draft.queues[name]["channel"] in deferred
        for group, one in draft.groups.items():
            if group not in (NOBODY_THERE, OUTSOURCER):
                rank = 3 if last else 2 if group in people.skilled else 1
                one["skills"][name] = _ranked(crew["skills"][name], rank)
    if deferred:
        channels = draft.parts.setdefault("channels", {})
        for name in (PHONE, *(n for n in PRESETS if n in media and n not in deferred)):
            if PRESETS[name].turns is None:
                channels[name] = {**channels.get(name, {}), "interrupts": deferred}
    _share_attention(draft, media)


def _ranked(skill: Plain | int, rank: int) -> Plain | int:
    return {**skill, "rank": rank} if isinstance(skill, dict) else rank


def _share_attention(draft: Draft, media: set[str]) -> None:
    """One call, or some chats; and deferred work under either."""
    known = [name for name in PRESETS if name in media or name == PHONE]
    counts = {n: draft.demand.tools.at_once.get(n, PRESETS[n].at_once) for n in known}
    order = sorted(known, key=lambda name: PRESETS[name].deferred)
    for group, one in draft.groups.items():
        if group not in (NOBODY_THERE, OUTSOURCER):
            answered = {draft.queues[name].get("channel", PHONE) for name in one["skills"]}
            one["capacity"] = {name: counts[name] for name in order if name in answered}


def callback(draft: Draft) -> None:
    """Callers who must wait may ask to be called back."""
    tool = draft.written("tools", "callback")
    if tool is None:
        return
    for _, one, _ in draft.first_calls():
        if "capacity" not in one:
            one["callback"] = tool


def knowledge_base(draft: Draft) -> None:
    """Agents look answers up."""
    tool = draft.written("tools", "knowledge_base")
    if tool is None:
        return
    for name, one in draft.of_customers():
        missing = draft.groups.get(NOBODY_THERE, {"skills": {}})["skills"]
        if name not in missing:
            one["knowledge_base"] = tool


def outsourcer(draft: Draft) -> None:
    """Calls that have waited for long go to another firm's agents, as if they were one's own."""
    tool = draft.demand.tools.outsourcer
    if tool is None:
        return
    found: Plain = {}
    for name, one, need in draft.first_calls():
        if need.skill is None and "capacity" not in one:
            found[name] = {"talk_factor": tool.talk_factor}
            one["overflow"] = {OUTSOURCER: {"after": f"{tool.after:g} s"}}
    if found:
        cost = draft.written("tools", "outsourcer", "cost")
        draft.groups[OUTSOURCER] = {
            "staff": draft.written("tools", "outsourcer", "staff"),
            **({"cost": cost} if cost is not None else {}),
            "skills": found,
        }


def monitoring(draft: Draft) -> None:
    """A supervisor moves cross-trained agents to a skill that is short of them."""
    tool = draft.demand.tools.monitoring
    if tool is None or draft.parts.get("routing", {}).get("agent") != "skill_rank":
        return
    watched = {
        need.skill: name
        for name, _, need in draft.first_calls()
        if need.skill is not None and need.known and "capacity" not in draft.queues[name]
    }
    incidents = [
        {
            "when": {
                "queue": name,
                "waiting": tool.waiting,
                "again_after": f"{tool.lasts:g} s",
            },
            "lasts": f"{tool.lasts:g} s",
            "move": tool.move,
            "from": GENERAL,
            "to": skill,
        }
        for skill, name in watched.items()
    ]
    if incidents:
        draft.parts["incidents"] = incidents
