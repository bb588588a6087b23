"""Cases in words: what opens them, their steps and parties, what is promised and who asks."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.wording import harmless, listed, share_text
from cic.scenario.cases import Case, CaseStep
from cic.scenario.scenario import Model


def lines_on_cases(model: Model) -> Iterator[str]:
    """A paragraph on each kind of case."""
    for name, case in model.cases.items():
        yield f"{harmless(name)}: {' '.join(_sentences(case))}"


def _sentences(case: Case) -> Iterator[str]:
    opened = [
        f"{share_text(share, 1)} of the contacts of {harmless(name)}"
        for name, share in case.opened.items()
    ]
    yield f"opened by {listed(opened)}, once served."
    steps = [_step(name, step) for name, step in case.steps.items()]
    yield f"Steps: {'; '.join(f'{n}. {told}' for n, told in enumerate(steps, 1))}."
    if case.due is not None:
        yield f"To be closed within {units.duration_text(case.due)}{_target(case.target)}."
    if case.expected is not None:
        yield f"Customers expect it to take {units.duration_text(case.expected)}."
    yield _enquiries(case)
    if case.knowledge is not None:
        after = case.knowledge.after or list(case.steps)[-1]
        told = "one kind of problem"
        if case.knowledge.kinds > 1:
            told = f"{case.knowledge.kinds:,} kinds of problems, all as likely"
        if case.knowledge.known:
            told += f", {share_text(case.knowledge.known)} with an entry in the beginning"
        yield f"Knowledge base: {told}; an entry is made after step {harmless(after)}."


def _step(name: str, step: CaseStep) -> str:
    told = f"{harmless(name)} ({harmless(step.party)}): "
    if step.takes is None:
        told += f"work in {harmless(step.queue or '')}"
    else:
        told += law_text(step.takes)
    if step.places is not None:
        told += f", {step.places:,} at once"
    if step.known_factor != 1:
        told += f", × {step.known_factor:g} where the knowledge base has an entry"
    if step.due is not None:
        told += f", due {units.duration_text(step.due)} after opening{_target(step.target)}"
    if step.cost:
        told += f", {step.cost:g} each"
    return told


def _target(share: float | None) -> str:
    return "" if share is None else f" ({share_text(share)} of them)"


def _enquiries(case: Case) -> str:
    asks = case.enquiries
    if asks is None:
        return "Nobody asks how it stands."
    told = f"Each day that a case is open {share_text(asks.per_day, 1)} of customers want to know "
    told += f"how it stands, and contact {harmless(asks.to)}"
    if asks.visible:
        told += f", but {share_text(asks.visible)} of these see the status without asking"
    return f"{told}."
