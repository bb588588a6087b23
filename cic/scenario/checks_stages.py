"""Checks of stages of waiting, of routing criteria and of attributes that are asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.checks_flow import answering
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.proficiency import PROFICIENCIES
from cic.scenario.routing_presets import rule_of
from cic.scenario.scenario import Model
from cic.scenario.standings import (
    MOST_STANDINGS,
    is_good_enough,
    is_staged,
    stages_of,
    standings_in,
)

_READS: tuple[Where, ...] = (("agents",), ("queues",))


def groups_of_stages_are_there(model: Model) -> Iterator[Issue]:
    """Each group that a stage names answers the queue."""
    for name, queue in model.queues.items():
        known = answering(model, name)
        for n, stage in enumerate(queue.stages):
            for k, case in enumerate(stage.cases):
                for field, ranks in (("tries", case.tries), ("stands", case.stands)):
                    for group in ranks or ():
                        if group in known:
                            continue
                        where: Where = ("queues", name, "stages", n, "cases", k, field, group)
                        what = f"a stage of queue {name!r} names group {group!r}, which does not "
                        what += "answer it"
                        remedy = did_you_mean(group, known) if known else "remove it"
                        yield Issue("CIC414", where, what, remedy, reads=_READS)


def circumstances_are_there(model: Model) -> Iterator[Issue]:
    """Each queue or group on which a stage depends exists."""
    for name, queue in model.queues.items():
        for n, stage in enumerate(queue.stages):
            for k, case in enumerate(stage.cases):
                for field, ones in (("all_of", case.all_of), ("any_of", case.any_of)):
                    for i, one in enumerate(ones):
                        what, of = one.counts
                        known = list(model.queues if one.is_of_queue else model.agents)
                        at: Where = ("queues", name, "stages", n, "cases", k, field, i)
                        for word, other in ((what, of), ("more_than", one.more_than)):
                            if other is not None and other not in known:
                                kind = "queue" if one.is_of_queue else "group"
                                told = f"a stage depends on {kind} {other!r}, which does not exist"
                                remedy = did_you_mean(other, known)
                                yield Issue("CIC440", (*at, word), told, remedy)


def stages_come_to_an_end(model: Model) -> Iterator[Issue]:
    """Stages lead to not too many standings, and at last somebody takes who waits."""
    for name, queue in model.queues.items():
        if not is_staged(queue):
            continue
        where: Where = ("queues", name, "stages" if queue.stages else "criteria")
        found = standings_in(model, name)
        if found is None:
            what = f"the stages of queue {name!r} lead to more than {MOST_STANDINGS} standings"
            remedy = "write fewer cases, or ranks that are not added to those of before"
            yield Issue("CIC441", where, what, remedy)
            continue
        out = {} if queue.criteria else queue.drop_out
        last = [one.stands.keys() for one in found if one.until == math.inf]
        lost = [groups for groups in last if groups <= out.keys()]
        if lost:
            at = max(stages_of(model, name)[-1].after, *(out[group] for group in lost[0]), 0.0)
            told = "" if at == 0 else f" once it has waited for {units.duration_text(at)}"
            what = f"nobody may take a contact of queue {name!r} any more{told}"
            remedy = "let a last stage name groups that stay, or a last step expire"
            yield notice("CIC445", where, what, remedy, reads=_READS)


def steps_find_somebody(model: Model) -> Iterator[Issue]:
    """Somebody is good enough for each step of routing criteria."""
    for name, queue in model.queues.items():
        crews = [model.agents[group] for group in answering(model, name)]
        for n, step in enumerate(queue.criteria):
            if not any(is_good_enough(crew.attributes, step) for crew in crews):
                asked = ", ".join(f"{what} {least:g}" for what, least in step.needs.items())
                what = f"no agent of queue {name!r} is as good as this step asks for: {asked}"
                remedy = "write 'attributes' of a group that answers it, or ask for less"
                where: Where = ("queues", name, "criteria", n)
                yield notice("CIC446", where, what, remedy, reads=_READS)


def attributes_are_asked_for(model: Model) -> Iterator[Issue]:
    """Attributes of agents are asked for by some queue."""
    asked = {what for q in model.queues.values() for step in q.criteria for what in step.needs}
    asked |= {what for q in model.queues.values() for what in q.asks_for}
    for name, crew in model.agents.items():
        for what in crew.attributes:
            if what not in asked:
                told = f"no queue asks for {what!r} of group {name!r}"
                remedy = "write 'criteria' of a queue, or what it 'asks_for'"
                remedy = did_you_mean(what, sorted(asked)) if asked else remedy
                yield notice(
                    "CIC447", ("agents", name, "attributes", what), told, remedy, reads=_READS
                )


def somebody_has_what_is_asked_for(model: Model) -> Iterator[Issue]:
    """Each attribute that a queue asks for is one of somebody's who answers it."""
    for name, queue in model.queues.items():
        known = {what for g in answering(model, name) for what in model.agents[g].attributes}
        for what in queue.asks_for:
            if what not in known:
                told = f"queue {name!r} asks for {what!r}, which no agent who answers it has"
                remedy = "write 'attributes' of a group that answers it"
                remedy = did_you_mean(what, sorted(known)) if known else remedy
                where: Where = ("queues", name, "asks_for", what)
                yield Issue("CIC442", where, told, remedy, reads=_READS)


def proficiency_counts(model: Model) -> Iterator[Issue]:
    """Where queues ask for attributes, agents are chosen by proficiency."""
    rule = rule_of(model.routing).agent
    if rule is None or {term for one in rule.score for term in one} & PROFICIENCIES:
        return
    for name, queue in model.queues.items():
        if queue.asks_for:
            told = f"queue {name!r} asks for attributes, and agents are not chosen by proficiency"
            remedy = "write 'routing: {preset: uccx.most-skilled}', a score that counts proficiency"
            remedy += ", or 'criteria' of the queue"
            where: Where = ("queues", name, "asks_for")
            yield notice("CIC448", where, told, remedy, reads=(*_READS, ("routing",)))


STAGE_NAME_CHECKS = (
    groups_of_stages_are_there,
    circumstances_are_there,
    somebody_has_what_is_asked_for,
)
STAGE_CHECKS = (
    stages_come_to_an_end,
    steps_find_somebody,
    attributes_are_asked_for,
    proficiency_counts,
)
