"""What a reader should know about campaigns: caps that are not kept, lists that are used up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cic import units
from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.log.log import Log
from cic.report.noticing import notice, told
from cic.report.wording import harmless, share_text
from cic.scenario.calling_windows import calling_windows, joined, limits_of
from cic.scenario.campaigns import Campaign
from cic.scenario.dialler import WHEN_FREE
from cic.scenario.scenario import Model

USED_UP = 0.999
"""The share of a list from which on it counts as used up."""

QUIET = units.HOUR
"""So long before its hours end, or for half of them, a campaign that has stopped made no calls."""


def cap_is_exceeded(done: Replications) -> Iterator[Finding]:
    """Campaigns that abandon more calls than they aim at."""
    if not done.scenario.model.campaigns:
        return
    rates = done.estimates.campaign_table()["abandoned_live_rate"]
    for k, (name, campaign) in enumerate(done.scenario.model.ranked_campaigns.items()):
        if campaign.message is None and rates.value[k] > campaign.dialler.cap:
            what = f"{told(rates, k, 'share')} of those who answer {harmless(name)} are abandoned, "
            what += f"more than the cap of {share_text(campaign.dialler.cap, 1)}"
            remedy = "make fewer calls for each free agent, or take the predictive dialler"
            yield notice("CIC541", f"campaigns.{name}.dialler", what, remedy)


def list_is_used_up(done: Replications) -> Iterator[Finding]:
    """Campaigns that run out of customers."""
    if not done.scenario.model.campaigns:
        return
    share = done.estimates.campaign_table()["list_penetration"]
    for k, (name, campaign) in enumerate(done.scenario.model.ranked_campaigns.items()):
        if share.value[k] > USED_UP:
            left = "nobody is left to call"
            if campaign.attempts > 1:
                left = "only further attempts are left"
            what = f"all customers of {harmless(name)} have been called: {left}"
            yield notice("CIC542", f"campaigns.{name}.customers", what, "give it a longer list")


def calls_have_stopped(done: Replications) -> Iterator[Finding]:
    """Campaigns all of whose calls came to nothing, so that no agent came free to be called for."""
    model = done.scenario.model
    for k, (name, campaign) in enumerate(model.ranked_campaigns.items()):
        mode = campaign.dialler.mode
        if mode not in WHEN_FREE or campaign.dialler.numbers[2] or campaign.follows is not None:
            continue
        if mode != "agentsmove" and campaign.blending is not None and campaign.blending.inbound:
            continue  # it may have stopped for the sake of others
        if any(name in names for names, _ in limits_of(model)):
            continue  # a limit may have kept it from more
        after = _quiet_from(model, campaign)
        stopped = sum(_has_stopped(log, k, campaign, after) for log in done.kept)
        if stopped:
            what = f"{harmless(name)} made no calls in the end, with customers left to call, in "
            what += f"{stopped} of {len(done.kept)} replications looked at: mode {mode} calls when "
            remedy = "take 'power', or write 'less_under_way: true' beside mode dialxfree"
            told_why = f"{what}an agent comes free, and only then"
            yield notice("CIC543", f"campaigns.{name}.dialler", told_why, remedy)


def _quiet_from(model: Model, campaign: Campaign) -> float:
    """From when on a campaign that makes no calls has stopped [s]; inf where it never may call."""
    windows = joined(
        window for zone in campaign.parts.values()
        for window in calling_windows(model, campaign, zone)
    )  # fmt: skip
    if not windows:
        return float("inf")
    begins, ends = windows[-1]
    return ends - min(QUIET, (ends - begins) / 2)


def _has_stopped(log: Log, k: int, campaign: Campaign, after: float) -> bool:
    """Whether a campaign makes no calls from an instant on, and has customers whom it never called.

    One with no calls at all has nobody to call for.
    """
    at = log.dials["at"][log.dials["campaign"] == k]
    called = int((log.dials["attempt"][log.dials["campaign"] == k] == 1).sum())
    is_left = campaign.listed is None or called < campaign.listed
    return bool(len(at) and is_left and at.max() < after)


CAMPAIGN_LOOKS: Sequence[Callable[[Replications], Iterator[Finding]]] = (
    cap_is_exceeded,
    list_is_used_up,
    calls_have_stopped,
)
