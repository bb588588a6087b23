"""Figures from a bank's call-by-call log: what scenarios/bank.yaml is made of.

The log is Anonymous Bank, January 1999, documented by I. Guedj and A. Mandelbaum (Technion, 2000).
It does not come with the project; all that uses it is skipped where it is absent.

`half_hours` makes scenarios/bank.csv; test_real_day.py holds the scenario to the other figures.
"""

import os
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

DAYS = (17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31)
"""Weekdays of January 1999 under one order of service, without the day the system stood still."""
REAL_DAY = 20
"""Wednesday, 20 January: its traffic is nearest to the mean of those days."""

OPENS, CLOSES, HALF_HOUR = 7 * 3600, 24 * 3600, 1800
HALF_HOURS = (CLOSES - OPENS) // HALF_HOUR
RING = 5
"""Seconds a contact rings that is answered at once; the log counts them to the voice unit."""
LONGEST_GAP = {"exchange_desk": 3600}
USUAL_LONGEST_GAP = 1200
"""An agent who answers nothing for longer was away [s]; the exchange desk has quiet hours."""
CREDITED = {0: 0.384, 1: 0.0, 2: 0.589}
"""Share of PS callers with a head start, by the log's priority flag: seen from who overtook whom
among those who waited; the flag is lost for those who did not."""

QUEUE_OF_TYPE = {
    "PS": "regular",
    "PE": "regular",
    "TT": "regular",
    "NE": "exchange",
    "NW": "new_customers",
    "IN": "internet",
}
QUEUES = ("regular", "priority", "exchange", "new_customers", "internet")
GROUPS = ("exchange_desk", "all_round", "regular_and_exchange", "regular_and_new")


def find_log() -> Path | None:
    """Where the log is: where CIC_BANK_LOG says, or in a folder `shared` beside the project."""
    named = os.environ.get("CIC_BANK_LOG")
    inside = Path("shared/data/anonymous_bank/january.txt")
    places = [Path(named)] if named else [above / inside for above in Path(__file__).parents]
    return next((place for place in places if place.is_file()), None)


def read_log(path: Path) -> pd.DataFrame:
    """One row a contact that asked for an agent or hung up in the voice unit; times in seconds.

    Left out: rows marked PHANTOM; rows AGENT with no agent where the line dropped while ringing
    (under 20 s) or the centre's own call-back failed (TT); one stray type.
    """
    names = (
        "line id customer priority type date vru_in vru_out vru_time queued_at left_at queue_time"
    )
    names += " outcome began ended talk agent"
    log = pd.read_csv(path, sep="\t", header=0, names=names.split(), dtype=str)
    log = log.apply(lambda column: column.str.strip())
    for name in ("vru_in", "vru_out", "queued_at", "left_at", "began", "ended"):
        clock = log[name].str.split(":", expand=True).astype(int)
        log[name] = clock[0] * 3600 + clock[1] * 60 + clock[2]
    for name in ("priority", "vru_time", "queue_time", "talk"):
        log[name] = log[name].astype(int)
    log["day"] = log["date"].str[-2:].astype(int)
    no_agent = (log["outcome"] == "AGENT") & (log["agent"] == "NO_SERVER")
    dropped = no_agent & ((log["type"] == "TT") | (log["talk"] < 20))
    log = log[(log["outcome"] != "PHANTOM") & (log["type"] != "AA") & ~dropped].copy()
    log["waited"] = log["queued_at"] > 0
    log["answered"] = log["outcome"] == "AGENT"
    log["hung_up"] = ~log["answered"] & ~log["waited"]
    asked = np.where(log["waited"], log["queued_at"], log["began"] - RING)
    log["asked_at"] = np.where(log["hung_up"], log["vru_in"], asked)
    log["wait"] = np.where(log["waited"], log["queue_time"], 0)
    log["queue"] = log["type"].map(QUEUE_OF_TYPE)
    log["group"] = log["agent"].map(_groups(log[log["day"].isin(DAYS)]))
    return log


def _groups(log: pd.DataFrame) -> dict[str, str]:
    """The group of each agent, by what it answered."""
    inside = log["asked_at"].between(OPENS, CLOSES - 1)
    answered = log[inside & log["answered"] & (log["agent"] != "NO_SERVER")]
    shares = pd.crosstab(answered["agent"], answered["queue"], normalize="index")
    exchange, new = shares["exchange"], shares["new_customers"]
    kind = np.select(
        [exchange > 0.3, (exchange > 0.05) & (new > 0.1), new > 0.1],
        ["exchange_desk", "all_round", "regular_and_new"],
        "regular_and_exchange",
    )
    return dict(zip(shares.index, kind, strict=True))


def on_days(log: pd.DataFrame, *days: int) -> pd.DataFrame:
    """The rows of these days, in opening hours."""
    return log[log["day"].isin(days) & log["asked_at"].between(OPENS, CLOSES - 1)]


def figures(log: pd.DataFrame) -> dict[str, float]:
    """What a report says of these contacts."""
    asked = log[~log["hung_up"]]
    days = log["day"].nunique()
    return {
        "answered": asked["answered"].sum() / days,
        "abandoned": (~asked["answered"]).sum() / days,
        "mean_wait": asked["wait"].mean(),
        "delayed": asked["waited"].mean(),
        "service_level": (asked["answered"] & (asked["wait"] <= 20)).mean(),
        "average_talk": asked.loc[asked["answered"], "talk"].mean(),
    }


# What the centre is asked


def arrivals(log: pd.DataFrame) -> pd.DataFrame:
    """Callers of a day on average by half-hour and queue, hung up in the voice unit included."""
    start = np.where(log["hung_up"], log["vru_in"], log["asked_at"])
    half_hour = (start - OPENS) // HALF_HOUR
    counts = pd.crosstab(half_hour, log["queue"]).reindex(range(HALF_HOURS), fill_value=0)
    credited = pd.crosstab(half_hour, log["type"])["PS"] * CREDITED[0]
    counts["priority"] = credited.reindex(range(HALF_HOURS), fill_value=0)
    counts["regular"] -= counts["priority"]
    return (counts / log["day"].nunique())[list(QUEUES)].round(2)


def day_factor_cv(log: pd.DataFrame) -> float:
    """Coefficient of variation of the days, beyond what Poisson arrivals have."""
    per_day = log.groupby("day").size()
    return float(np.sqrt(max(per_day.var() - per_day.mean(), 0)) / per_day.mean())


def hang_up_share(log: pd.DataFrame) -> float:
    """Share of callers who hang up in the voice unit."""
    return float(log["hung_up"].mean())


def talk_law(log: pd.DataFrame) -> tuple[float, float]:
    """Mean [s] and coefficient of variation of talk."""
    talk = log.loc[log["answered"] & (log["talk"] > 0) & (log["agent"] != "NO_SERVER"), "talk"]
    return float(talk.mean()), float(talk.std() / talk.mean())


def patience_bounds(log: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest patience of who waited; no greatest where the contact was answered."""
    waited = log[log["waited"]]
    wait = np.maximum(waited["wait"].to_numpy(float), 0.5)
    return wait, np.where(waited["answered"], np.inf, wait)


def exponential_mean(low: np.ndarray, high: np.ndarray) -> float:
    """Mean of an exponential seen exactly (low = high) or only from below (high infinite)."""
    return float(low.sum() / (low == high).sum())


def two_exponentials(low: np.ndarray, high: np.ndarray) -> tuple[float, float, float]:
    """Share and mean of the short branch and mean of the long, of what lies between low and high.

    Maximum likelihood; low = high is seen exactly.
    """

    def loss(at: np.ndarray) -> float:
        return -log_likelihood(low, high, (1 / (1 + np.exp(-at[0])), *np.exp(at[1:])))

    mean = exponential_mean(low, high)
    start = np.array([0.0, np.log(mean / 4), np.log(3 * mean)])
    at = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 2000}).x
    return float(1 / (1 + np.exp(-at[0]))), float(np.exp(at[1])), float(np.exp(at[2]))


def log_likelihood(
    low: np.ndarray, high: np.ndarray, branches: tuple[float, float, float]
) -> float:
    """Of two exponentials: share and mean of the short branch, mean of the long."""
    share, *means = branches
    mean = np.array(means)[:, None]
    width = high - low
    seen = np.where(width == 0, 1 / mean, -np.expm1(-width / mean)) * np.exp(-low / mean)
    return float(np.log(share * seen[0] + (1 - share) * seen[1]).sum())


# Who serves


def services(log: pd.DataFrame, day: int) -> dict[str, pd.DataFrame]:
    """What each agent of a day answered, in order, ring included."""
    mine = log[(log["day"] == day) & log["group"].notna() & (log["talk"] > 0)]
    mine = mine[mine["began"] >= OPENS - 900].copy()
    mine["ended"] = mine["ended"].where(mine["ended"] >= mine["began"], mine["ended"] + 86400)
    mine["began"] -= np.where(mine["waited"], 0, RING)
    mine = mine.sort_values(["agent", "began"])
    mine["ended"] = mine.groupby("agent")["ended"].cummax()
    return dict(iter(mine.groupby("agent")))


def spells(log: pd.DataFrame, day: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """For each agent of a day: its group, and from when to when it was there."""
    found = []
    for answered in services(log, day).values():
        group = answered["group"].iloc[0]
        began, ended = answered["began"].to_numpy(), answered["ended"].to_numpy()
        away = began[1:] - ended[:-1] > LONGEST_GAP.get(group, USUAL_LONGEST_GAP)
        starts, ends = began[np.r_[True, away]], ended[np.r_[away, True]]
        found.append((group, list(zip(starts.tolist(), ends.tolist(), strict=True))))
    return found


def presence(log: pd.DataFrame, days: tuple[int, ...]) -> pd.DataFrame:
    """Agents there by half-hour and group, on average over these days."""
    there = pd.DataFrame(0.0, index=range(HALF_HOURS), columns=list(GROUPS))
    for day in days:
        for group, times in spells(log, day):
            for half_hour in range(HALF_HOURS):
                start = OPENS + half_hour * HALF_HOUR
                for come, go in times:
                    seconds = max(0, min(go, start + HALF_HOUR) - max(come, start))
                    there.loc[half_hour, group] += seconds / HALF_HOUR
    return there / len(days)


def whole_agents(there: pd.DataFrame) -> pd.DataFrame:
    """Whole agents: each half-hour's total rounded, then groups by largest remainder.

    The exchange desk, empty on most evenings, is rounded by itself.
    """
    whole = np.floor(there)
    whole["exchange_desk"] = there["exchange_desk"].round()
    for half_hour in there.index:
        missing = round(there.loc[half_hour].sum()) - int(whole.loc[half_hour].sum())
        remainders = (there.loc[half_hour] - whole.loc[half_hour])[list(GROUPS[1:])]
        remainders = remainders.sort_values(ascending=False)
        whole.loc[half_hour, remainders.index[:missing]] += 1
    return whole.astype(int)


def gap_bounds(log: pd.DataFrame, days: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest time until an agent was ready again after a talk [s].

    A ready agent would have taken a regular contact that waits: it was not ready while one did, and
    it was ready when it answered. The exchange desk, which mostly answers its own, is left out.
    """
    low, high = [], []
    for day in days:
        queued = log[(log["day"] == day) & log["waited"] & (log["queue"] == "regular")]
        change = np.zeros(2 * 86400)
        left = queued["queued_at"] + queued["wait"]
        np.add.at(change, np.minimum(queued["queued_at"] + 3, left), 1)
        np.add.at(change, left, -1)
        someone_waits = change.cumsum() > 0
        last = np.maximum.accumulate(np.where(someone_waits, np.arange(len(change)), -1))
        for answered in services(log, day).values():
            if answered["group"].iloc[0] == "exchange_desk":
                continue
            began, ended = answered["began"].to_numpy()[1:], answered["ended"].to_numpy()[:-1]
            waited = answered["waited"].to_numpy()[1:]
            queued_at = answered["queued_at"].to_numpy()[1:]
            for start, end, did_wait, joined in zip(began, ended, waited, queued_at, strict=True):
                gap = start - end
                if not 0 <= gap <= USUAL_LONGEST_GAP:
                    continue
                picked = did_wait and start - joined >= 4
                exact = picked and someone_waits[max(start - 6, end) : start - 2].all()
                low.append(gap if exact else min(max(last[max(start - 7, 0)] - end, 0), gap))
                high.append(gap)
    return np.maximum(low, 0.5), np.maximum(high, 0.5)


def half_hours(log: pd.DataFrame) -> pd.DataFrame:
    """The columns of scenarios/bank.csv."""
    start = [OPENS + k * HALF_HOUR for k in range(HALF_HOURS)]
    clock = [f"{second // 3600:02d}:{second % 3600 // 60:02d}" for second in start]
    staff = whole_agents(presence(log, DAYS))
    return pd.concat([pd.Series(clock, name="from"), arrivals(on_days(log, *DAYS)), staff], axis=1)
