"""What a reader should know about campaigns: caps that are not kept, lists that are used up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.report.noticing import notice, told
from cic.report.wording import harmless, share_text

USED_UP = 0.999
"""The share of a list from which on it counts as used up."""


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


CAMPAIGN_LOOKS: Sequence[Callable[[Replications], Iterator[Finding]]] = (
    cap_is_exceeded,
    list_is_used_up,
)
