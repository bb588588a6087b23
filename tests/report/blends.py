"""Random small centres in which agents have several contacts in hand."""

from hypothesis import strategies as st

SECONDS = ["0 s", "1 s", "2 s", "5 s", "10 s", "30 s"]


@st.composite
def blends(draw):
    """Small centres of calls, chats, messages and e-mails, at whole seconds."""
    durations = st.sampled_from(SECONDS)
    turns = {"count": draw(st.integers(1, 3)), "pause": draw(durations), "times_out": "5 s"}
    channels = {
        "voice": {"interrupts": draw(st.sampled_from([[], ["email"], ["chat", "email"]]))},
        "chat": {"slow_down": draw(st.sampled_from([[1], [1, 2], [1, 1.5, 2]]))},
        "messaging": {"turns": turns},
    }
    reserves = st.sampled_from([{}, {"after_idle": "5 s"}, {"when_free": 1}])
    queues = {
        name: {
            "channel": channel,
            "arrivals": {"times": sorted(draw(st.lists(st.integers(28800, 28859), max_size=8)))},
            "talk": draw(durations),
            "wrap_up": draw(durations),
        }
        for name, channel in zip("vcme", ["voice", "chat", "messaging", "email"], strict=True)
    }
    queues["v"]["patience"] = draw(durations)
    queues["e"] |= draw(reserves)
    days = draw(st.integers(1, 2))
    queues["e"]["arrivals"]["times"] += [28800 + 3600] * (days - 1)
    capacity = {name: draw(st.integers(1, 3)) for name in ("voice", "chat", "messaging", "email")}
    groups = {
        name: {"staff": draw(st.integers(1, 2)), "skills": list("vcme"), "capacity": [capacity]}
        for name in draw(st.sampled_from([["g"], ["g", "h"]]))
    }
    return {
        "name": "blend",
        "opens": "08:00",
        "closes": "08:01",
        "interval": "1 min",
        "days": days,
        "at_closing": draw(st.sampled_from(["serve", "send_away"])),
        "channels": channels,
        "queues": queues,
        "agents": groups,
    }
