"""Capabilities of a telephone centre: queue, voice response, data, distribution, transfer."""

from __future__ import annotations

from cic.capabilities.draft import Draft, Plain, percent
from cic.scenario.checks_demand import DESK, FOLLOW_UPS, GENERAL
from cic.scenario.demand import Need

WELCOME = "welcome"
OWN_QUEUE = "own queue"


def queue(draft: Draft) -> None:
    """Calls wait in line while there are lines."""
    for _, one in draft.calls():
        del one["capacity"]
    draft.queues.get(FOLLOW_UPS, {}).pop("capacity", None)


def ivr(draft: Draft) -> None:
    """A voice response answers; who has a routine matter may settle it there.

    Who phones for want of another channel has no routine matter, and knows whom to ask for.
    """
    callers = [need for _, one, need in draft.first_calls() if "arrivals" in one]
    if not any(need.self_service for need in callers):
        return
    prompt = f"{draft.demand.tools.prompt:g} s"
    menus: dict[str, Plain] = {}
    for name, one, need in draft.first_calls():
        if "arrivals" not in one:
            continue
        if need.self_service is None:
            one["through"] = WELCOME
            menus.setdefault(WELCOME, _menu(prompt, {"agent": {"go": OWN_QUEUE, "share": "100%"}}))
        else:
            one["through"] = f"{name} menu"
            menus[f"{name} menu"] = _menu(prompt, _choices(draft, name, need))
    draft.parts["ivr"] = {"start": next(iter(menus)), "menus": menus}


def _menu(prompt: str, choices: Plain) -> Plain:
    return {"prompt": prompt, "choices": choices}


def _choices(draft: Draft, name: str, need: Need) -> Plain:
    service = need.self_service
    assert service is not None  # noqa: S101
    served: Plain = {
        "serve": name,
        "share": percent(service.tried),
        "takes": draft.written("needs", name, "self_service", "takes"),
    }
    if service.succeeds < 1:
        served |= {"success": percent(service.succeeds), "otherwise": OWN_QUEUE}
    if service.tried >= 1:
        return {"self-service": served}
    rest = {"go": OWN_QUEUE, "share": percent(1 - service.tried)}
    return {"self-service": served, "agent": rest}


def authentication(draft: Draft) -> None:
    """The voice response asks who is calling, so that agents need not."""
    tool = draft.demand.tools.authentication
    if tool is None or "ivr" not in draft.parts:
        return
    for menu in draft.parts["ivr"]["menus"].values():
        menu["prompt"] = f"{draft.demand.tools.prompt + tool.takes:g} s"
    for name, one in draft.calls():
        if "through" in one or name.endswith(DESK):
            _save(one, tool.saves)


def screen_pop(draft: Draft) -> None:
    """The customer's data are on the screen when the talk begins."""
    for _, one in draft.calls():
        _save(one, draft.demand.tools.screen_pop)


def _save(one: Plain, seconds: float) -> None:
    """Take seconds off the beginning of each talk."""
    if seconds > 0:
        before = float(str(one.get("screen_pop", "0 s")).removesuffix(" s"))
        one["screen_pop"] = f"{before + seconds:g} s"


def transfer(draft: Draft) -> None:
    """Agents pass customers on, who otherwise are told another number."""
    for name, one, need in draft.first_calls():
        if need.skill is None or need.without_skill >= 1 or "recontact" not in one:
            continue
        if GENERAL not in _answering(draft, name):
            continue
        again = draft.written("customers", "recontact")
        del one["recontact"]
        if again is not None:
            one["recontact"] = again
        passed = percent(1 - need.without_skill)
        groups = [g for g in _answering(draft, name) if g != need.skill]
        one["transfers"] = {
            need.skill + DESK: {"share": 0, "by_group": dict.fromkeys(groups, passed)}
        }
        for group in groups:
            draft.groups[group]["skills"][name] = 1


def _answering(draft: Draft, name: str) -> list[str]:
    return [group for group, one in draft.groups.items() if name in one["skills"]]


def transfer_with_data(draft: Draft) -> None:
    """What the first agent has learnt goes along with a transfer."""
    if any("transfers" in one for one in draft.queues.values()):
        for name, one in draft.queues.items():
            if name.endswith(DESK):
                _save(one, draft.demand.tools.data_with_transfer)


def skills(draft: Draft) -> None:
    """Contacts go to agents with the skill they take, and these are spared for them.

    Agents who would have nothing left to answer go on as before.
    """
    wanted = {need.skill for need in draft.demand.needs.values() if need.skill is not None}
    if not wanted:
        return
    for name, _, need in draft.first_calls():
        only = need.skill if need.known else None
        for group, one in draft.groups.items():
            if name in one["skills"] and only not in (None, group) and len(one["skills"]) > 1:
                del one["skills"][name]
            elif name in one["skills"] and group in wanted:
                one["skills"][name] = 1 if only == group else 2
    draft.parts["routing"] = {**draft.parts.get("routing", {}), "agent": "skill_rank"}
    _forget_transfers(draft)


def _forget_transfers(draft: Draft) -> None:
    """Where only agents with the skill answer, nobody has to be passed on."""
    for name, one, need in draft.first_calls():
        if need.skill is None or GENERAL in _answering(draft, name):
            continue
        one.pop("transfers", None)
        one.pop("recontact", None)
        again = draft.written("customers", "recontact")
        if again is not None:
            one["recontact"] = again


def priority(draft: Draft) -> None:
    """Customers who are worth more, and known by their data, go first."""
    if not any(need.valued for _, _, need in draft.first_calls()):
        return
    for name, one in draft.calls():
        need = draft.need_of(name)
        one["priority"] = 1 if need is not None and need.valued else 2
    draft.parts["routing"] = {**draft.parts.get("routing", {}), "contact": "priority"}


def dialler(draft: Draft) -> None:
    """A dialler makes the follow-up calls, and agents have those that somebody answers."""
    tool = draft.demand.tools.dialler
    calls = draft.parts.get("campaigns", {}).get(FOLLOW_UPS)
    if tool is None or calls is None:
        return
    del calls["preview"]
    calls["dialler"] = draft.written("tools", "dialler", "dialler") or tool.dialler.mode
    detection = draft.written("tools", "dialler", "detection")
    if detection is not None:
        calls["detection"] = detection
    if "retries" in calls:
        calls["retries"]["abandoned"] = calls["retries"]["no_answer"]
