"""What shortens and lengthens a talk beforehand: screen pop, knowledge base, additions."""

from __future__ import annotations

import numpy as np
import pytest

from cic.luck.contacts import LuckOf
from cic.luck.laws import now
from cic.program.layout import lay_out
from tests.days import a_model


def talks(**queue):
    model = a_model(
        closes="18:00",
        queues={"a": {"arrivals": "2000/hour", "talk": "exponential mean 60 s"} | queue},
    )
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    return np.concatenate([now(block.talk) for block in luck.blocks])


def test_a_screen_pop_saves_seconds_at_the_start_of_each_talk():
    assert np.array_equal(talks(screen_pop="10 s"), np.maximum(talks() - 10.0, 0.0))


def test_a_knowledge_base_shortens_the_share_of_talks_whose_question_it_holds():
    plain, helped = talks(), talks(knowledge_base={"found": "40%", "talk_factor": 0.5})
    shorter = helped != plain
    assert np.array_equal(helped[shorter], plain[shorter] * 0.5)
    assert shorter.mean() == pytest.approx(0.4, abs=3.3 * np.sqrt(0.24 / len(plain)))


def test_an_addition_lengthens_its_share_of_talks():
    plain = talks()
    longer = talks(additions={"co_browse": {"share": "25%", "takes": "90 s"}})
    has = longer != plain
    assert longer[has] == pytest.approx(plain[has] + 90.0)
    assert has.mean() == pytest.approx(0.25, abs=3.3 * np.sqrt(0.1875 / len(plain)))


@pytest.mark.parametrize(
    "nothing",
    [
        {"screen_pop": "0 s"},
        {"knowledge_base": {"found": "0%", "talk_factor": 0.5}},
        {"additions": {"co_browse": {"share": "0%", "takes": "90 s"}}},
    ],
)
def test_what_never_happens_changes_nothing(nothing):
    assert np.array_equal(talks(**nothing), talks())


def test_one_addition_does_not_move_the_luck_of_another():
    one = {"share": "25%", "takes": "exponential mean 90 s"}
    other = {"share": "50%", "takes": "1 s"}
    alone = talks(additions={"one": one}) - talks()
    both = talks(additions={"one": one, "other": other}) - talks(additions={"other": other})
    assert both == pytest.approx(alone, abs=1e-9)


# --- resolution -----------------------------------------------------------------------------------


def needed(**queue):
    """The quality that contacts of such a queue need to be resolved."""
    model = a_model(
        closes="18:00",
        queues={"a": {"arrivals": "2000/hour", "talk": "60 s"} | queue},
    )
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    return np.concatenate([block.needs for block in luck.blocks])


def near(share, count):
    return pytest.approx(share, abs=3.3 * np.sqrt(share * (1 - share) / count))


@pytest.mark.parametrize(("quality", "share"), [(0.5, 0.3), (1, 0.6), (1.5, 0.9)])
def test_an_agent_resolves_the_share_of_the_queue_times_its_quality(quality, share):
    needs = needed(resolves="60%")
    assert (needs < quality).mean() == near(share, len(needs))


def test_an_agent_can_be_good_enough_for_all_contacts():
    assert (needed(resolves="60%") < 1 / 0.6 + 1e-9).all()
    assert (needed(resolves="0%") == np.inf).all()


def test_the_luck_of_a_contact_stays_its_own_when_the_share_changes():
    assert needed(resolves="30%") == pytest.approx(2 * needed(resolves="60%"))


def test_what_is_found_in_the_base_is_resolved_more_often():
    base = {"found": "40%", "talk_factor": 0.5, "resolution_factor": 1.5}
    plain, helped = needed(resolves="60%"), needed(resolves="60%", knowledge_base=base)
    found = helped != plain
    assert helped[found] == pytest.approx(plain[found] / 1.5)
    assert np.array_equal(found, talks(knowledge_base=base) != talks()), "the same contacts"


def test_an_addition_may_help_to_resolve():
    addition = {"share": "25%", "takes": "90 s", "resolution_factor": 2}
    plain = needed(resolves="40%")
    helped = needed(resolves="40%", additions={"co_browse": addition})
    has = helped != plain
    assert helped[has] == pytest.approx(plain[has] / 2)
    assert np.array_equal(has, talks(additions={"co_browse": addition}) != talks())


def test_nothing_is_drawn_where_nobody_asks():
    model = a_model(queues={"a": {"arrivals": "2000/hour", "talk": "60 s"}})
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    assert all(block.needs is None for block in luck.blocks)
