"""A bot has settled a matter, annoyed a customer, or hands the contact over."""

from __future__ import annotations

from cic.program.centre import seldom
from cic.program.codes import ANNOYED, CONTAINED, INFORMED, LEFT_BOT, SETTLED
from cic.rules.acd import reach_queue
from cic.rules.connecting import leave


@seldom
def bot_ends(centre, c, now):
    """The bot is done with a contact."""
    floor = centre.floor[0]
    contact = centre.contacts[c]
    bot = centre.bots[contact.queue]
    aside = centre.asides[c]
    bot.free += 1
    aside.bot_until = now
    aside.bot = int(centre.extras[c * floor.extras + floor.bot].value)
    if aside.bot == SETTLED:
        leave(centre, c, CONTAINED, now)
    elif aside.bot == ANNOYED:
        leave(centre, c, LEFT_BOT, now)
    else:
        if aside.bot == INFORMED:
            contact.talk = max(0.0, contact.talk - bot.saves) * bot.talk_factor
        reach_queue(centre, c, now)
