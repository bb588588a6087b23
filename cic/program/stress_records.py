"""The tables of agents under stress."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i4, i8

STRESS = Record(
    "Stress",
    rises_over=f8,
    idle_over=f8,
    break_over=f8,
    training_over=f8,
    home_over=f8,
    begins=f8,
    errors=f8,
    discourtesy=f8,
    absence=f8,
    calm=f8,
    more=f8,
    hiring=f8,
    training=f8,
    felt=i4,
    leaves=i4,
)
"""How the agents of a group come under stress (by row of the group they belong to; `felt` 0: they
do not), what comes of it, and whether they leave: `calm` leavers a day for each agent, and so many
`more` under stress 1; times in seconds."""

UPSET = Record("Upset", share=f8)
"""How much of what is left to 1 a talk adds to stress (row group × tempers + temper)."""

STRAIN = Record(
    "Strain",
    level=f8,
    at=f8,
    total=f8,
    time=f8,
    filled_at=f8,
    hired_at=f8,
    trained_at=f8,
    low=i8,
    high=i8,
    day=i4,
    nights=i4,
    absences=i4,
    left=i4,
    hired=i4,
    load=i1,
    missing=i1,
)
"""An agent's stress: its `level` at an instant (nan: the agent has not come yet) and what has borne
on it since; the integral of the level over the `time` at work; and the desk: when it is `filled_at`
after a leaving, when its newcomer was `hired_at` and is `trained_at` (−inf: it has had none), on
which day's coming was decided last, for how many `nights` somebody was employed at it, on how many
days it stayed away for stress, how many have left and were hired. `low` and `high` are the key of
the agent's chances."""
