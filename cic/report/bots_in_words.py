"""The bot in front of a queue, in words."""

from __future__ import annotations

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.wording import share_text
from cic.scenario.queues import Queue


def bot_text(queue: Queue) -> str:
    """What the bot does, as a sentence that goes on; empty where there is none."""
    bot = queue.bot
    if bot is None:
        return ""
    told = f" A bot comes first: it settles {share_text(bot.contained)} of matters"
    if bot.annoyed:
        told += f", {share_text(bot.annoyed)} leave it annoyed"
    told += f", after {law_text(bot.takes)}"
    after = "" if bot.hands_over_after is None else f" after {law_text(bot.hands_over_after)}"
    told += f"; the others are handed over{after}"
    effects = [f"{units.duration_text(bot.saves)} shorter"] if bot.saves else []
    effects += [f"× {bot.talk_factor:g}"] if bot.talk_factor != 1 else []
    if effects and bot.informed:
        told += f", {share_text(bot.informed)} of them with what it has learnt: talk is "
        told += " and ".join(effects)
    if bot.sessions is not None:
        told += f". It serves {bot.sessions} at once; who finds it busy goes straight to the queue"
    return f"{told}."
