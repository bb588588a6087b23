"""Prices in words: what work, lines, calls and lost contacts cost, what contacts are worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic.report.wording import harmless, listed
from cic.scenario.costs import ContactCost, ContactValue, DialCost, LineCost, WorkCost
from cic.scenario.scenario import Model


def lines_on_prices(model: Model) -> Iterator[str]:
    """All that is priced; nothing where nothing is."""
    if model.currency is not None:
        yield f"All prices are in {harmless(model.currency)}."
    for name, group in model.agents.items():
        if group.cost is not None:
            yield f"Work of {harmless(name)} costs {_work(group.cost)}."
    if model.line_cost is not None:
        yield f"Lines cost {_lines(model.line_cost)}."
    for name, site in model.sites.items():
        if site.line_cost is not None:
            yield f"Lines of {harmless(name)} cost {_lines(site.line_cost)}."
    for name, campaign in model.ranked_campaigns.items():
        if campaign.cost is not None:
            yield f"Calls of {harmless(name)} cost {_calls(campaign.cost)}."
    yield from _contacts(model)
    silent = [harmless(name) for name, group in model.agents.items() if group.cost is None]
    if model.priced and silent:
        yield f"Nothing is said of what the work of {listed(silent)} costs: it is left out."


def _contacts(model: Model) -> Iterator[str]:
    for name, queue in model.queues.items():
        told = [] if queue.value is None else [f"worth {_worth(queue.value)}"]
        told += [] if queue.cost is None else [f"cost {_loss(queue.cost)}"]
        if told:
            yield f"Contacts of {harmless(name)}: {'; '.join(told)}."


def _work(cost: WorkCost) -> str:
    overtime = cost.overtime_hour is not None or cost.overtime_factor is not None
    dearer = f"{cost.overtime:g} an hour of overtime"
    if cost.overtime_factor is not None:
        dearer += f" ({cost.overtime_factor:g} times as much)"
    prices = [
        (cost.hour, f"{cost.hour:g} an agent's paid hour"),
        (overtime, dearer),
        (cost.contact, f"{cost.contact:g} a contact answered"),
        (cost.talk_minute, f"{cost.talk_minute:g} a minute of talk"),
        (cost.handled_minute, f"{cost.handled_minute:g} a minute of a contact in hand"),
        (cost.hire, f"{cost.hire:g} an agent who is hired"),
    ]
    return _told(prices)


def _lines(cost: LineCost) -> str:
    prices = [
        (cost.minute, f"{cost.minute:g} a minute for which a contact holds one"),
        (cost.day, f"{cost.day:g} a day each, used or not"),
    ]
    return _told(prices)


def _calls(cost: DialCost) -> str:
    prices = [
        (cost.dial, f"{cost.dial:g} each"),
        (cost.minute, f"{cost.minute:g} a minute from dialling to hang-up"),
    ]
    return _told(prices)


def _worth(value: ContactValue) -> str:
    prices = [
        (value.answered, f"{value.answered:g} when answered"),
        (value.resolved, f"{value.resolved:g} when resolved"),
    ]
    return _told(prices)


def _loss(cost: ContactCost) -> str:
    prices = [
        (cost.lost, f"{cost.lost:g} for each customer lost (who comes again is not lost yet)"),
        (cost.waiting_second, f"{cost.waiting_second:g} with each second of waiting"),
    ]
    return _told(prices)


def _told(prices: Sequence[tuple[float, str]]) -> str:
    return listed([words for price, words in prices if price]) or "nothing"
