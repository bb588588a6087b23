"""`cic policies`: all routings by name."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cic.cli.common import AsJson, refusing, say, say_json
from cic.errors import no_such


def policies(
    name: Annotated[
        str | None, typer.Argument(help="One policy, told in full.", show_default=False)
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List routing policies: meaning, origin, ties."""
    from cic.policies.own import READABLE
    from cic.report.scores_in_words import TERM_IN_WORDS, left_out
    from cic.report.scores_in_words import policies as all_policies

    with refusing():
        found = all_policies()
        if name is not None:
            names = [one["name"] for one in found]
            if name not in names:
                raise no_such("policy", name, names)
            found = [one for one in found if one["name"] == name]
        if as_json:
            terms = (
                {"terms": TERM_IN_WORDS, "left_out": left_out(), "readable": READABLE}
                if name is None
                else {}
            )
            say_json({"policies": found, **terms})
            return
        for one in found:
            _say_policy(one)
        if name is None:
            say("TERMS of scores that you write yourself")
            for term, meaning in TERM_IN_WORDS.items():
                say(f"  {term}: {meaning}")
            say("")
            say("WHAT A FUNCTION OF YOUR OWN MAY READ: f(contact, agent, centre, now)")
            for table, fields in READABLE.items():
                for field, meaning in fields.items():
                    say(f"  {table}.{field}: {meaning}")
            say(
                "  Draws at random, or memory outside centre.cells, make runs that no seed repeats."
            )
            say("")
            say("NOT THERE")
            for what, why in left_out().items():
                say(f"  {what}: {why}")


def _say_policy(one: dict[str, Any]) -> None:
    from cic.report.wording import wrapped

    lines = [one["meaning"], f"From: {one['origin']}. Ties: {one['ties']}."]
    for decides in one["decides"]:
        ranked = ", lowest rank first" if decides == "agent" and one["agent"]["by_rank"] else ""
        told = f"{decides.capitalize()}{ranked}: {one[decides]['in_words']}"
        above = one[decides].get("above")
        lines.append(told + (f", if above {above:g}." if above is not None else "."))
    if one["differs"]:
        lines.append(f"Differs: {one['differs']}.")
    say(one["name"])
    for line in lines:
        for part in wrapped(f"  {line}", 100, hang=4):
            say(part)
    say("")
