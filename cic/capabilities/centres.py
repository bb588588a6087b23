"""Capabilities by name, the generations of technology that have them, and the centres these make.

References
----------
The four generations are those of courses on customer service: a manual hotline, interactive voice
response, computer-telephony integration, the customer interaction centre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from cic.capabilities import of_calls, of_media, of_sites
from cic.capabilities.draft import Draft, first_draft
from cic.errors import no_such
from cic.scenario.demands import Needs
from cic.scenario.load import Scenario, from_dict
from cic.scenario.scenario import Model


@dataclass(frozen=True, slots=True)
class Claim:
    """What a capability is said to do: a figure that it moves, and in which direction."""

    figure: str
    falls: bool


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that technology can do, which a centre has or has not."""

    name: str
    says: str
    """What it does, in a sentence."""
    change: Callable[[Draft], None]
    """Makes it so in a centre; where the demand has no use for it, nothing."""
    claims: tuple[Claim, ...]
    rests_on: tuple[str, ...] = ()
    """Capabilities without which it does nothing."""


def _down(*figures: str) -> tuple[Claim, ...]:
    return tuple(Claim(figure, falls=True) for figure in figures)


def _up(*figures: str) -> tuple[Claim, ...]:
    return tuple(Claim(figure, falls=False) for figure in figures)


def _of_calls() -> tuple[Capability, ...]:
    return (
        Capability("queue", "calls wait in line instead of hearing busy", of_calls.queue,
                   _down("busy")),
        Capability("ivr", "a voice response settles routine matters", of_calls.ivr,
                   _up("contained")),
        Capability("authentication", "the voice response asks who is calling",
                   of_calls.authentication, _down("handle_time"), ("ivr",)),
        Capability("screen_pop", "the customer's data are on the screen when the talk begins",
                   of_calls.screen_pop, _down("handle_time")),
        Capability("transfer", "agents pass customers on, who are no longer told another number",
                   of_calls.transfer, _down("other_numbers")),
        Capability("transfer_with_data", "what the first agent has learnt goes along",
                   of_calls.transfer_with_data, _down("handle_time"), ("transfer",)),
        Capability("priority", "valued customers go first, once the data say who they are",
                   of_calls.priority, _down("valued_wait"), ("queue",)),
        Capability("skills", "contacts go to agents with the skill they take", of_calls.skills,
                   _down("transfers")),
        Capability("dialler", "a dialler makes follow-up calls, and agents have those that are "
                   "answered", of_calls.dialler, _down("follow_up_time")),
    )  # fmt: skip


CHANNELS = ("email", "letter", "fax", "form", "ticket", "user_message", "voicemail", "social",
            "chat", "messaging", "click_to_call", "internet_call", "video")  # fmt: skip
"""All channels but the telephone, in the order in which they are opened."""


def _of_media() -> tuple[Capability, ...]:
    return (
        *(Capability(name, f"who would rather come by {name.replace('_', ' ')} can",
                     of_media.channel(name), _down("lost"))
          for name in CHANNELS),
        Capability("blending", "all agents answer all channels, and calls interrupt written work",
                   of_media.blending, _down("wait")),
        Capability("callback", "who must wait long is called back", of_media.callback,
                   _down("wait"), ("queue",)),
        Capability("knowledge_base", "agents look answers up", of_media.knowledge_base,
                   _down("handle_time")),
        Capability("sites", "all sites are one centre, whose agents answer what comes to any",
                   of_sites.sites, _down("wait")),
        Capability("outsourcer", "another firm's agents help out, as if they were one's own",
                   of_media.outsourcer, _up("in_time"), ("queue",)),
        Capability("monitoring", "a supervisor sees the queues and moves agents",
                   of_media.monitoring, _down("skilled_wait"), ("queue", "skills")),
    )  # fmt: skip


CAPABILITIES: dict[str, Capability] = {one.name: one for one in (*_of_calls(), *_of_media())}
"""All capabilities, in the order in which they are switched on."""

Generation = Literal["manual", "ivr", "cti", "interaction_centre"]
_IVR = ("queue", "ivr")
_CTI = (*_IVR, "authentication", "screen_pop", "transfer", "transfer_with_data", "priority",
        "skills", "dialler")  # fmt: skip
GENERATIONS: dict[Generation, tuple[str, ...]] = {
    "manual": (),
    "ivr": _IVR,
    "cti": _CTI,
    "interaction_centre": tuple(CAPABILITIES),
}
"""The generations of technology, and the capabilities that each has."""
TITLES: dict[Generation, str] = {
    "manual": "Manual hotline",
    "ivr": "Voice response",
    "cti": "Voice and data (CTI)",
    "interaction_centre": "Interaction centre",
}


ALONE = 3
"""Replications of a centre that is run alone; `-n` asks for more."""


def centre(
    needs: Needs, capabilities: Iterable[str], *, name: str = "", notes: str = ""
) -> Scenario:
    """The scenario of a centre with these capabilities that meets a demand.

    Parameters
    ----------
    capabilities
        Their names, in any order; what a capability rests on and is not there, it does without.
    name
        What the centre is called after the demand's name; by default its capabilities.

    Raises
    ------
    UsageError
        If a capability does not exist.
    ScenarioError
        If the demand makes a centre that cannot be run.
    """
    chosen = frozenset(capabilities)
    for one in chosen:
        if one not in CAPABILITIES:
            raise no_such("capability", one, list(CAPABILITIES))
    draft = first_draft(needs, chosen)
    for capability in CAPABILITIES.values():
        if capability.name in chosen and chosen.issuperset(capability.rests_on):
            capability.change(draft)
    draft.close_desks()
    of_sites.part_sites(draft)
    demand = needs.model
    title = name or ", ".join(one for one in CAPABILITIES if one in chosen) or "people and lines"
    told: dict[str, Any] = {
        "name": f"{demand.name}: {title}"[:200],
        "question": demand.question,
        "source": demand.source,
        "notes": notes,
    }
    run = {**(draft.written("run") or {}), "replications": ALONE}
    return from_dict({**told, **draft.to_dict(), "run": run}, folder=needs.folder)


def generation(needs: Needs, which: Generation) -> Scenario:
    """The scenario of one generation of technology that meets a demand."""
    if which not in GENERATIONS:
        raise no_such("generation", which, list(GENERATIONS))
    have = GENERATIONS[which]
    told = "; ".join(CAPABILITIES[one].says for one in have if is_used(needs, one, have))
    first = "People answer telephones; where nobody is free callers hear busy."
    made = f"What `cic generations` makes of a demand. {f'With this: {told}.' if have else first}"
    notes = f"{made}\n{needs.model.notes}".strip()
    return centre(needs, have, name=TITLES[which], notes=notes)


def is_used(needs: Needs, capability: str, besides: Iterable[str]) -> bool:
    """Whether a capability changes anything in a centre that has these besides."""
    others = frozenset(besides) - {capability}
    return _model_with(needs, others | {capability}) != _model_with(needs, others)


@lru_cache(maxsize=64)
def _model_with(needs: Needs, capabilities: frozenset[str]) -> Model:
    """A centre, to be compared with others: many differ from the same one."""
    return centre(needs, capabilities, name="the same").model
