"""Random centres whose contacts are drawn from the scenario's own laws, IVR included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

from hypothesis import HealthCheck, Phase, assume, reject, settings
from hypothesis import strategies as st

from cic.errors import EngineError
from cic.scenario.announcements import Predictor
from cic.scenario.bots import Bot
from cic.scenario.checks import check_model
from cic.scenario.deflection import Deflection
from cic.scenario.ivr import Ivr
from cic.scenario.legs import Recontact, Redial, Transfer, Voicemail
from cic.scenario.onward import InVain
from cic.scenario.scenario import Model
from cic.scenario.snapshot import Snapshot
from cic.scenario.talks import Hold
from cic.scenario.words import OWN_QUEUE
from cic.units import clock_text
from tests.oracle.scenarios import SECONDS, let_no_shift_begin_before_opening, scenarios
from tests.oracle.scenarios_of_channels import DEFERRED, channel_scenarios

Plain = dict[str, Any]


@contextmanager
def likely() -> Iterator[None]:
    """Pass over an example in whose snapshot somebody has more patience, or a longer talk, than
    hardly anybody ever has; luck is drawn as a run begins.
    """
    try:
        yield
    except EngineError as error:
        if "hardly" in str(error):
            reject()
        raise


def quick(examples: int) -> settings:
    """So many examples, the same in every run."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@st.composite
def centres(draw: st.DrawFn, *, whole_seconds: bool = False) -> Model:
    """A centre; some have an IVR, some rates, counts and day factors instead of times."""
    plain = draw(scenarios(whole_seconds=whole_seconds))
    if not whole_seconds:
        for queue in plain["queues"].values():
            draw(_arrivals(plain, queue))
    if draw(st.sampled_from([True, True, False])):
        draw(_with_ivr(plain, whole_seconds=whole_seconds))
    draw(_people(plain, whole_seconds=whole_seconds))
    let_no_shift_begin_before_opening(plain)
    return _sound(plain)


@st.composite
def channel_centres(draw: st.DrawFn, *, whole_seconds: bool = False) -> Model:
    """A centre that uses all there is about channels; some work comes overnight."""
    return _sound(draw(_channel_centres(whole_seconds=whole_seconds)))


@st.composite
def whole_centres(draw: st.DrawFn, *, whole_seconds: bool = False) -> Model:
    """A centre of channels whose agents are people, with lines, overflow, ringing and incidents."""
    plain = draw(_channel_centres(whole_seconds=whole_seconds))
    sometimes = st.sampled_from([True, False])
    for group in plain["agents"].values():
        if draw(sometimes):
            group["answering"] = draw(_answering(whole_seconds=whole_seconds))
        if draw(sometimes):
            by = draw(
                st.sampled_from(["5 s", "30 s"] if whole_seconds else ["exponential mean 9 s"])
            )
            for field in draw(st.sets(st.sampled_from(["lateness", "early_leave", "late_breaks"]))):
                group[field] = f"50% by {by}"
            group["absence"] = draw(st.sampled_from(["0%", "20%"]))
    for name, queue in plain["queues"].items():
        others = [g for g, group in plain["agents"].items() if name in group["skills"]]
        if "groups" not in queue and len(others) > 1 and draw(sometimes):
            after = draw(st.sampled_from([{"after": "5 s"}, {"when_waiting": 2}]))
            queue["overflow"] = {draw(st.sampled_from(others)): after}
    if draw(sometimes):
        plain["lines"] = draw(st.integers(1, 6))
    plain["incidents"] = draw(st.lists(_incidents(plain), max_size=3))
    return _sound(plain)


def _answering(*, whole_seconds: bool) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {
            "rings": st.sampled_from(["0 s", "2 s"] if whole_seconds else ["exponential mean 3 s"]),
            "no_answer": st.sampled_from(["0%", "30%"]),
            "gives_up_after": st.sampled_from(["4 s", "10 s"]),
            "rejects": st.sampled_from(["0%", "30%"]),
            "out_for": st.sampled_from(["0 s", "5 s"]),
        }
    )


@st.composite
def _incidents(draw: st.DrawFn, plain: Plain) -> Plain:
    """Something that happens at a time, perhaps undone, or on a condition."""
    groups = list(plain["agents"])
    deeds: list[Plain] = [{"send_home": 1, "from": draw(st.sampled_from(groups))}]
    if "lines" in plain:
        deeds.append({"lines": draw(st.integers(0, 3))})
    if len(groups) > 1:
        source, to = draw(st.permutations(groups))[:2]
        deeds.append({"move": draw(st.integers(1, 2)), "from": source, "to": to})
    incident: Plain = draw(st.sampled_from(deeds))
    if draw(st.booleans()):
        queue = draw(st.sampled_from(list(plain["queues"])))
        condition = draw(st.sampled_from([{"waiting": 2}, {"longest_wait": "5 s"}]))
        return incident | {"when": {"queue": queue, "every": "3 s", **condition}}
    opens = Model.model_validate(plain).opens
    at = opens + draw(st.integers(0, 30))
    incident |= {"at": clock_text(at, with_seconds=True)}
    if draw(st.booleans()):
        incident["until"] = clock_text(at + draw(st.integers(1, 30)), with_seconds=True)
    return incident


@st.composite
def _channel_centres(draw: st.DrawFn, *, whole_seconds: bool) -> Plain:
    plain = draw(channel_scenarios(whole_seconds=whole_seconds))
    for queue in plain["queues"].values():
        if not whole_seconds:
            draw(_arrivals(plain, queue))
            deferred = queue["channel"] in DEFERRED and "times" not in queue["arrivals"]
            if deferred and draw(st.booleans()):
                queue["arrivals"]["overnight"] = draw(st.sampled_from(["1/hour", "5/hour"]))
        if draw(st.sampled_from([True, False, False])):
            takes = draw(_durations(whole_seconds=whole_seconds))
            queue["additions"] = {"co_browse": {"share": "50%", "takes": takes}}
    if draw(st.sampled_from([True, False, False])):
        draw(_with_ivr(plain, whole_seconds=whole_seconds))
    draw(_people(plain, whole_seconds=whole_seconds))
    return plain


def _sound(plain: Plain) -> Model:
    model = Model.model_validate(plain)
    assume(is_sound(model))
    return model


def _intervals(plain: Plain) -> int:
    return len(_bounds(plain)) - 1


def _bounds(plain: Plain) -> list[float]:
    model = Model.model_validate(plain)
    return [k * model.interval for k in range(model.intervals_per_day + 1)]


@st.composite
def _people(draw: st.DrawFn, plain: Plain, *, whole_seconds: bool) -> None:
    """Ask how often contacts are resolved, and let agents learn and tire, sometimes.

    Where seconds are whole, talk is doubled at most, and nobody tires.
    """
    sometimes = st.sampled_from([True, False, False])
    for queue in plain["queues"].values():
        if draw(sometimes):
            queue["resolves"] = draw(st.sampled_from(["0%", "60%", "100%"]))
            if draw(sometimes):
                factor = 2 if whole_seconds else 0.5
                helps = {"found": "40%", "talk_factor": factor, "resolution_factor": 1.5}
                queue["knowledge_base"] = helps
        if draw(sometimes):
            draw(_waiting(queue, whole_seconds=whole_seconds))
    for group in plain["agents"].values():
        if draw(sometimes):
            rate = "50%" if whole_seconds else "75%"
            group["learning"] = {"first_week": 2, "rate": rate, "tenure": [0, "1 week"]}
        if not whole_seconds and draw(sometimes):
            group["fatigue"] = {
                "strength": draw(st.sampled_from([0.5, 3])),
                "above": draw(st.sampled_from(["0%", "50%"])),
                "over": draw(st.sampled_from(["10 s", "5 min"])),
            }
        draw(_stress(group))
        if draw(sometimes):
            skills = group["skills"]
            if not isinstance(skills, dict):
                skills = {name: rank for rank, name in enumerate(skills, 1)}
            group["skills"] = {
                name: (skill if isinstance(skill, dict) else {"rank": skill}) | {"quality": 0.5}
                for name, skill in skills.items()
            }


@st.composite
def _stress(draw: st.DrawFn, group: Plain) -> None:
    """Let agents come under stress within seconds, err, stay away, leave and be replaced."""
    if draw(st.sampled_from([True, True, False])):
        return
    days = st.sampled_from(["0 s", "1 d", "2 d"])
    home = draw(st.sampled_from(["1 h", "9 d"]))
    group["stress"] = {
        "rises_over": draw(st.sampled_from(["5 s", "2 min"])),
        "falls_over": {"idle": "1 min", "breaks": "3 s", "home": home},
        "begins": draw(st.sampled_from(["0%", "60%"])),
        "errors": draw(st.sampled_from(["0%", "90%"])),
        "absence": draw(st.sampled_from(["0%", "80%"])),
    }
    if draw(st.booleans()):
        hiring = {"takes": draw(days), "training": draw(days)}
        group["stress"]["turnover"] = {"calm": 20, "stressed": 100, "hiring": hiring}


@st.composite
def _waiting(draw: st.DrawFn, queue: Plain, *, whole_seconds: bool) -> None:
    """Let a queue announce, if it is not deferred, and its talk depend on the wait."""
    queue["talk_after_wait"] = [
        {"over": "2 s", "factor": 2 if whole_seconds else 0.7},
        {"over": "8 s", "factor": 1 if whole_seconds else 1.3},
    ]
    channel = queue.get("channel", "voice")
    if channel in DEFERRED:
        return
    wait = draw(st.sampled_from(get_args(Predictor)))
    told: Plain = {"wait": wait, "position": draw(st.booleans())}
    if draw(st.booleans()):
        by = {"from_place": 2} if told["position"] else {"over": "3 s"}
        told["balk"] = [by | {"share": "40%"}]
        told["patience"] = [{"over": "1 s", "factor": 2}]
        if not whole_seconds:
            told["waits_at_least"] = 0.5
    queue["announcement"] = told


@st.composite
def snapshot_centres(draw: st.DrawFn, *, whole_seconds: bool = False) -> Model:
    """A centre whose run begins from a snapshot, where it fits."""
    kind = draw(st.sampled_from([centres, channel_centres]))
    model = draw(kind(whole_seconds=whole_seconds))
    length = int(min(model.closes - model.opens, 60))
    clock = int(model.opens) + draw(st.integers(length // 3, max(0, length - 1)))
    seconds = st.sampled_from([8, 3, 1, 0])
    written = {
        "at": f"{clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}",
        "waiting": {},
        "in_service": [],
        "on_break": {},
    }
    waits = st.lists(seconds.map("{} s".format), min_size=1, max_size=4)
    spread = st.just({"count": 3, "oldest": "9 s"})
    for name in draw(st.lists(st.sampled_from(list(model.queues)), max_size=3, unique=True)):
        more = written | {"waiting": written["waiting"] | {name: draw(waits | spread)}}
        written = more if is_sound(_begun(model, more)) else written
    for _ in range(draw(st.integers(0, 4))):
        group = draw(st.sampled_from(list(model.agents)))
        served = {
            "queue": draw(st.sampled_from(list(model.agents[group].skills))), "group": group,
            "for": f"{draw(seconds)} s", "waited": f"{draw(seconds)} s",
        }  # fmt: skip
        more = written | {"in_service": [*written["in_service"], served]}
        written = more if is_sound(_begun(model, more)) else written
    if draw(st.booleans()):
        more = written | {"on_break": {draw(st.sampled_from(list(model.agents))): ["5 s"]}}
        written = more if is_sound(_begun(model, more)) else written
    begun = _begun(model, written)
    return begun if is_sound(begun) else model


def _begun(model: Model, written: Plain) -> Model:
    """The centre, beginning from a snapshot."""
    return model.model_copy(update={"snapshot": Snapshot.model_validate(written)})


def is_sound(model: Model) -> bool:
    return all(issue.severity != "error" for issue in check_model(model))


@st.composite
def _arrivals(draw: st.DrawFn, plain: Plain, queue: Plain) -> None:
    """Change how a queue's contacts arrive, sometimes."""
    bounds = _bounds(plain)
    count = len(bounds) - 1
    few = st.lists(st.integers(0, 8), min_size=count, max_size=count)
    way = draw(st.sampled_from(["times", "times", "counts", "per_interval", "rate"]))
    if way == "counts":
        queue["arrivals"] = {"counts": draw(few)}
    elif way == "per_interval":
        queue["arrivals"] = {"per_interval": draw(few)}
    elif way == "rate":
        queue["arrivals"] = {"rate": f"{draw(st.sampled_from([5, 12])) / bounds[-1] * 3600}/hour"}
    if way in ("per_interval", "rate"):
        factor = draw(st.sampled_from([None, {"cv": 0.5}, "weather"]))
        if factor == "weather":
            plain["day_factors"] = {"weather": {"cv": "30%"}}
        if factor is not None:
            queue["arrivals"]["day_factor"] = factor


def _durations(*, whole_seconds: bool) -> st.SearchStrategy:
    if whole_seconds:
        return st.sampled_from(["0 s", "1 s", "5 s", {"values": [0, 1, 2, 5]}, {"values": SECONDS}])
    return st.sampled_from(
        ["0 s", "4 s", "exponential mean 8 s", "gamma mean 6 s cv 0.7", "weibull mean 9 s cv 1.5"]
    )


@st.composite
def _with_ivr(draw: st.DrawFn, plain: Plain, *, whole_seconds: bool) -> None:
    """Put an IVR of one to three menus in front of some queues."""
    law = _durations(whole_seconds=whole_seconds)
    names = ["m", "n", "o"][: draw(st.integers(1, 3))]
    queues = list(plain["queues"])
    own_arrivals = draw(st.booleans())
    menus = {}
    for name in names:
        ends = queues if own_arrivals else [*queues, "own queue"]
        menus[name] = draw(_menus(ends, [*ends, *names], law))
    plain["ivr"] = {
        "start": names[0],
        "menus": menus,
        "ports": draw(st.sampled_from([None, 1, 2, 5])),
    }
    for queue in queues:
        if draw(st.booleans()):
            plain["queues"][queue]["through"] = draw(st.sampled_from(names))
    if own_arrivals:
        plain["ivr"]["arrivals"] = plain["queues"][draw(st.sampled_from(queues))]["arrivals"]


@st.composite
def _menus(draw: st.DrawFn, ends: list[str], anywhere: list[str], law: st.SearchStrategy) -> Plain:
    """A menu with a way out for at least three callers of ten."""
    cuts = sorted(draw(st.lists(st.integers(0, 70), min_size=3, max_size=3)))
    shares = [f"{part}%" for part in (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 100 - cuts[2])]
    silent, others, last = shares[0], shares[1:3], shares[3]
    choices = {}
    for n, share in enumerate(others, 1):
        way = draw(st.sampled_from(["go", "serve", "hang up"]))
        if way == "go":
            choices[str(n)] = {"go": draw(st.sampled_from(anywhere)), "share": share}
        elif way == "serve":
            choices[str(n)] = {
                "serve": draw(st.sampled_from(["balance", "hours"])),
                "takes": draw(law),
                "share": share,
                "success": draw(st.sampled_from(["0%", "60%", "100%"])),
                "otherwise": draw(st.sampled_from(anywhere)),
            }
        else:
            choices[str(n)] = {"hang_up": True, "share": share}
    choices["9"] = {"go": draw(st.sampled_from(ends)), "share": last}
    menu = {
        "prompt": draw(law),
        "choices": choices,
        "no_choice": {
            "share": silent,
            "repeats": draw(st.integers(0, 2)),
            "then": draw(st.sampled_from([None, *anywhere])),
        },
    }
    if draw(st.booleans()):
        menu["hang_up_after"] = draw(law)
    return menu


IN_VAIN: tuple[InVain, ...] = ("busy", "closed", "abandoned", "hung_up")


@st.composite
def leading_centres(draw: st.DrawFn, *, whole_seconds: bool = False) -> Model:
    """A centre of any of these kinds whose contacts lead to others in all ways."""
    kind = draw(st.sampled_from([centres, whole_centres, snapshot_centres]))
    model = draw(kind(whole_seconds=whole_seconds))
    names = list(model.queues)
    deferred = [name for name in names if model.medium(model.queues[name].channel).deferred]
    shares = st.sampled_from(["0%", "30%", "100%"])
    delays = st.sampled_from(["1 s", "5 s"] if whole_seconds else ["exponential mean 4 s", "3 s"])
    targets = st.sampled_from(names).map(lambda name: {name: 1.0}) | st.just({})
    attempts = st.integers(1, 4)

    def again(**more: st.SearchStrategy) -> Plain:
        parts = {"share": shares, "later": shares, "delay": delays, "attempts": attempts}
        return draw(st.fixed_dictionaries(parts | {"to": targets} | more))

    queues = {}
    for name, queue in model.queues.items():
        ways: Plain = {}
        in_vain = draw(st.sets(st.sampled_from(IN_VAIN), max_size=3))
        patience = st.sampled_from(["new", "left"])
        more = {"patience": patience, "one_by_one": st.booleans()}
        ways["redials"] = {how: Redial.model_validate(again(**more)) for how in sorted(in_vain)}
        if draw(st.booleans()):
            ways["recontact"] = Recontact.model_validate(again(same_agent=st.booleans()))
        if draw(st.sampled_from([True, False, False])):
            share = {"share": "30%", "goes_first": draw(st.booleans())}
            to = draw(st.sampled_from(names))
            other = model.medium(model.queues[to].channel)
            live = not (model.medium(queue.channel).deferred or other.deferred or other.turns)
            if live and draw(st.booleans()):
                share["warm"] = {"share": draw(shares), "conference": draw(delays),
                                 "waits_at_most": draw(st.sampled_from(["0 s", "5 s", "1 min"])),
                                 "talk_factor": 0.5}  # fmt: skip
            else:
                share["same_agent"] = draw(st.booleans())
            if draw(st.booleans()):
                share["by_group"] = {next(iter(model.agents)): "60%"}
            ways["transfers"] = {to: Transfer.model_validate(share)}
        if deferred and draw(st.booleans()):
            parts = {one: draw(shares) for one in ("not_waiting", "giving_up")}
            message = {"to": draw(st.sampled_from(deferred)), "refused": "50%", "takes": "2 s"}
            ways["voicemail"] = Voicemail.model_validate(message | parts)
        medium = model.medium(queue.channel)
        if not (medium.deferred or medium.turns) and draw(st.booleans()):
            if draw(st.booleans()):
                bot = {"contained": "30%", "annoyed": draw(shares.filter(lambda s: s != "100%")),
                       "takes": draw(delays), "informed": draw(shares), "saves": "1 s",
                       "talk_factor": 0.5, "sessions": draw(st.integers(0, 3))}  # fmt: skip
                ways["bot"] = Bot.model_validate(bot)
            ways["hold"] = Hold.model_validate({"share": draw(shares), "takes": draw(delays)})
        queues[name] = queue.model_copy(update=ways)
    model = model.model_copy(update={"queues": queues})
    model = model.model_copy(update={"ivr": _offering(draw, model, again, deferred)})
    assume(is_sound(model))
    return model


def _offering(
    draw: st.DrawFn, model: Model, again: Callable[[], Plain], to: list[str]
) -> Ivr | None:
    """The IVR, if any, with other ways that are offered before queues."""
    if model.ivr is None:
        return None
    menus = {}
    for name, menu in model.ivr.menus.items():
        choices = dict(menu.choices)
        for key, choice in menu.choices.items():
            if choice.go not in (*model.queues, OWN_QUEUE) or not draw(st.integers(0, 2)):
                continue
            offer: Plain = {"by": "sms", "accepted": draw(st.sampled_from(["0%", "40%", "100%"])),
                            "takes": draw(st.sampled_from(["0 s", "3 s"])),
                            "offered_at": draw(st.sampled_from([None, "0 s", "4 s"]))}  # fmt: skip
            if to and draw(st.booleans()):
                offer |= {"by": "voicemail", "to": draw(st.sampled_from(to))}
            else:
                offer["success"] = draw(st.sampled_from(["0%", "50%", "100%"]))
                offer["redial"] = again() if draw(st.booleans()) else None
            made = Deflection.model_validate(offer)
            choices[key] = choice.model_copy(update={"deflection": made})
        menus[name] = menu.model_copy(update={"choices": choices})
    return model.ivr.model_copy(update={"menus": menus})
