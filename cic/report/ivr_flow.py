"""Where the IVR leads its callers, in the mean: shares by queue, self-service and hang-up."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from cic.scenario.durations import AnyLaw, ByInterval, Constant, Duration, Exponential, Infinite
from cic.scenario.ivr import Ivr, Menu
from cic.scenario.laws_mixed import Empirical, Hyperexponential
from cic.scenario.laws_shaped import Erlang, Gamma, Lognormal, Triangular, Uniform, Weibull
from cic.scenario.words import OWN_QUEUE

NEGLIGIBLE = 1e-9
MOST_ROUNDS = 1000
SAMPLES = 20_000


@dataclass(frozen=True)
class Flow:
    """The shares of callers who end in each way; they add up to 1."""

    queues: dict[str, float]
    services: dict[str, float]
    hung_up: float
    deflected: float = 0.0
    """Share that takes another way, where that is offered to all."""


@dataclass(frozen=True)
class MenuFlow:
    """What becomes of one caller who comes to a menu, in the mean."""

    heard: float
    """How often the menu is heard through."""
    hung_up: float
    """Share that hangs up while it is said."""
    silent: float
    """Share that has pressed nothing to the end."""


def flow_from(ivr: Ivr, start: str, *, own_queue: str, interval: int = 0) -> Flow:
    """Where callers end who hear the menu `start` first.

    Parameters
    ----------
    own_queue
        The queue they came for; empty where the IVR decides.
    interval
        Of the day, for durations that differ by it.
    """
    queues: dict[str, float] = defaultdict(float)
    services: dict[str, float] = defaultdict(float)
    hung_up = deflected = 0.0
    there = {start: 1.0}
    flows = {name: menu_flow(menu, interval) for name, menu in ivr.menus.items()}
    for _ in range(MOST_ROUNDS):
        following: dict[str, float] = defaultdict(float)
        for name, share in there.items():
            menu, flow = ivr.menus[name], flows[name]
            hung_up += share * flow.hung_up
            for choice in menu.choices.values():
                deflected += share * flow.heard * choice.share * (1.0 - choice.goes_through)
            for to, part, service in _ways(menu, flow):
                if service is not None:
                    services[service] += share * part
                elif to is None:
                    hung_up += share * part
                elif to in ivr.menus:
                    following[to] += share * part
                else:
                    queues[own_queue if to == OWN_QUEUE else to] += share * part
        there = following
        if math.fsum(there.values()) < NEGLIGIBLE:
            break
    return Flow(dict(queues), dict(services), hung_up, deflected)


def _ways(menu: Menu, flow: MenuFlow) -> list[tuple[str | None, float, str | None]]:
    """Where a menu leads (None: hangs up), with what share, or to which self-service."""
    ways: list[tuple[str | None, float, str | None]] = []
    for choice in menu.choices.values():
        part = flow.heard * choice.share
        if choice.serve is None:
            ways.append((choice.go, part * choice.goes_through, None))
        else:
            ways.append((None, part * choice.success, choice.serve))
            ways.append((choice.otherwise, part * (1.0 - choice.success), None))
    ways.append((menu.no_choice.then if menu.no_choice else None, flow.silent, None))
    return ways


def menu_flow(menu: Menu, interval: int = 0) -> MenuFlow:
    """Hearing, hanging up and silence of one menu, with its repetitions."""
    leaves = hang_up_share(menu.prompt, menu.hang_up_after, interval) if menu.hang_up_after else 0.0
    silent = menu.no_choice.share if menu.no_choice else 0.0
    rounds = 1 + (menu.no_choice.repeats if menu.no_choice else 0)
    again = (1.0 - leaves) * silent
    begun = math.fsum(again**n for n in range(rounds))
    return MenuFlow((1.0 - leaves) * begun, leaves * begun, again**rounds)


def hang_up_share(prompt: Duration, stands: Duration, interval: int = 0) -> float:
    """Share of callers who stand a menu for less than its prompt takes.

    Exact for a constant prompt and an exponential, constant or infinite time; by 20,000 fixed
    draws otherwise.

    Examples
    --------
    >>> round(hang_up_share(Constant(value="10 s"), Exponential(mean="100 s")), 4)
    0.0952
    """
    takes, limit = _law(prompt, interval), _law(stands, interval)
    if isinstance(limit, Infinite):
        return 0.0
    if isinstance(takes, Constant):
        if isinstance(limit, Exponential):
            return -math.expm1(-takes.value / limit.mean)
        if isinstance(limit, Constant):
            return float(limit.value < takes.value)
    return _drawn_share(takes, limit)


@lru_cache(maxsize=256)
def _drawn_share(takes: AnyLaw, limit: AnyLaw) -> float:
    """How often one law gives less than another, by draws."""
    dice = random.Random(1)  # noqa: S311 - an average, not a secret
    return sum(_draw(limit, dice) < _draw(takes, dice) for _ in range(SAMPLES)) / SAMPLES


def _law(duration: Duration, interval: int) -> AnyLaw:
    return duration.per_interval[interval] if isinstance(duration, ByInterval) else duration


def _draw(law: AnyLaw, dice: random.Random) -> float:  # noqa: C901, PLR0911 - one line a kind
    """One draw of a law [s], with the standard library's generator."""
    match law:
        case Constant():
            return law.value
        case Exponential():
            return dice.expovariate(1.0 / law.mean)
        case Lognormal():
            sigma = law.sigma or math.sqrt(math.log1p((law.cv or 0.0) ** 2))
            return dice.lognormvariate(math.log(law.mean) - sigma**2 / 2, sigma)
        case Gamma():
            shape = law.shape or 1.0 / (law.cv or 1.0) ** 2
            return dice.gammavariate(shape, law.mean / shape)
        case Erlang():
            return dice.gammavariate(law.count, law.mean / law.count)
        case Weibull():
            return _weibull(law, dice)
        case Uniform():
            return dice.uniform(*law.bounds)
        case Triangular():
            low, mode, high = law.corners
            return dice.triangular(low, high, mode)
        case Hyperexponential():
            branch = dice.choices(law.parts, [part.share for part in law.parts])[0]
            return dice.expovariate(1.0 / branch.mean)
        case Empirical():
            return _empirical(law, dice)
    return math.inf


def _weibull(law: Weibull, dice: random.Random) -> float:
    if law.shape is not None and law.scale is not None:
        return dice.weibullvariate(law.scale, law.shape)
    shape = _weibull_shape(law.cv or 1.0)
    return dice.weibullvariate(law.mean / math.gamma(1 + 1 / shape), shape)


@lru_cache(maxsize=64)
def _weibull_shape(cv: float) -> float:
    """The shape of a Weibull law of that cv."""
    wanted, low, high = 1.0 + cv**2, 0.02, 200.0
    for _ in range(60):  # the cv falls with the shape
        shape = math.sqrt(low * high)
        ratio = math.exp(math.lgamma(1 + 2 / shape) - 2 * math.lgamma(1 + 1 / shape))
        low, high = (shape, high) if ratio > wanted else (low, shape)
    return low


def _empirical(law: Empirical, dice: random.Random) -> float:
    if law.values is not None:
        return dice.choice(law.values)
    quantiles = law.quantiles or (0.0, 0.0)
    place = dice.random() * (len(quantiles) - 1)
    k = int(place)
    return quantiles[k] + (place - k) * (quantiles[k + 1] - quantiles[k])
