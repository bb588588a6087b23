"""A contact meets a bot before its queue, if one has room for it.

The bot works at all hours. Contacts that an agent passes on, replies and messages do not meet it.
"""

from __future__ import annotations

import math

from cic.program.centre import seldom
from cic.program.codes import BOT_ENDS, INFORMED, WITH_BOT
from cic.program.leg_codes import MESSAGE, REPLY, TRANSFER
from cic.rules.outbox import schedule


@seldom
def meets_bot(centre, c, now):
    """A contact that is about to reach its queue is with the bot first; whether so."""
    floor = centre.floor[0]
    contact = centre.contacts[c]
    bot = centre.bots[contact.queue]
    aside = centre.asides[c]
    if not bot.works or bot.free <= 0 or not math.isnan(aside.bot_since) or now < floor.begins:
        return False
    if floor.ways and centre.legs[c].kind in (REPLY, MESSAGE, TRANSFER):
        return False
    bot.free -= 1
    aside.bot_since = now
    contact.state = WITH_BOT
    schedule(centre, now + centre.extras[c * floor.extras + floor.bot_takes].value, BOT_ENDS, c)
    return True


@seldom
def turn_after_bot(centre, c):
    """What an agent's turn is multiplied by for what a bot has learnt."""
    if centre.asides[c].bot == INFORMED:
        return centre.bots[centre.contacts[c].queue].talk_factor
    return 1.0
