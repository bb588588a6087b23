"""A small demand in which every capability has something to do, and a bare one."""

import copy

from cic.scenario.demands import needs_from_dict

BARE = {
    "name": "A desk",
    "opens": "08:00",
    "closes": "10:00",
    "lines": 6,
    "promise": "80% in 30 s",
    "needs": {"help": {"volume": 60, "talk": "exponential mean 4 min"}},
    "customers": {"patience": "exponential mean 3 min"},
    "agents": {"staff": 3},
}

FULL = {
    "name": "A small town's service",
    "question": "Which generation?",
    "source": "Invented",
    "opens": "08:00",
    "closes": "10:00",
    "currency": "EUR",
    "lines": 12,
    "promise": "80% in 30 s",
    "needs": {
        "balance": {
            "volume": 40,
            "talk": "exponential mean 2 min",
            "self_service": {"tried": "70%", "succeeds": "80%", "takes": "30 s"},
        },
        "faults": {
            "volume": 20,
            "talk": "exponential mean 4 min",
            "skill": "technical",
            "without_skill": "40%",
        },
        "bills": {
            "volume": 20,
            "talk": "exponential mean 4 min",
            "skill": "technical",
            "without_skill": "80%",
            "known": False,
        },
        "valued": {"volume": 10, "talk": "exponential mean 4 min", "valued": True},
        "letters": {
            "channel": "email",
            "volume": 12,
            "talk": "5 min",
            "service_level": "90% in 2 h",
            "instead": {"phone": "50%", "wait": "20%", "give_up": "30%", "later": "30 min"},
        },
        "chats": {
            "channel": "chat",
            "volume": 12,
            "talk": "exponential mean 5 min",
            "instead": {"phone": "60%", "give_up": "40%"},
        },
    },
    "customers": {
        "patience": "exponential mean 3 min",
        "redials": {
            "busy": {"share": "75%", "delay": "exponential mean 5 min"},
            "abandoned": {"share": "50%", "delay": "exponential mean 5 min"},
        },
        "recontact": {"share": "50%", "delay": "exponential mean 20 min", "attempts": 2},
        "other_number": {"dials": "90%", "after": "exponential mean 1 min"},
    },
    "follow_ups": {
        "after": {"balance": "50%", "letters": "50%", "faults": "50%"},
        "delay": "5 min",
        "by_hand": "20 s",
        "talk": "exponential mean 1 min",
        "answers": "50%",
        "machine": "20%",
        "rings": "exponential mean 9 s",
        "attempts": 2,
        "again_after": "10 min",
    },
    "agents": {
        "staff": 8,
        "skilled": {"technical": {"share": "30%", "talk": "exponential mean 4 min"}},
        "apart": {"email": "12%", "chat": "12%"},
        "sites": {"town": "60%", "county": "40%"},
        "cost": {"hour": 30},
    },
    "tools": {
        "prompt": "8 s",
        "authentication": {"takes": "5 s", "saves": "10 s"},
        "screen_pop": "15 s",
        "data_with_transfer": "30 s",
        "knowledge_base": {"found": "50%", "talk_factor": 0.8},
        "dialler": {"dialler": "progressive", "detection": {"takes": "1 s"}},
        "callback": {"offered_at": "30 s", "accepted": "50%"},
        "outsourcer": {"staff": 1, "after": "20 s", "cost": {"contact": 3}},
        "monitoring": {"waiting": 2, "move": 1, "lasts": "20 min"},
        "at_once": {"chat": 2},
    },
    "run": {"replications": 3, "seed": 1},
}
OF_FULL = (
    *("queue", "ivr", "authentication", "screen_pop", "transfer", "transfer_with_data"),
    *("priority", "skills", "dialler", "email", "chat", "blending", "callback", "knowledge_base"),
    *("sites", "outsourcer", "monitoring"),
)
"""The capabilities that the full demand has a use for."""


def full(**changes):
    return needs_from_dict(copy.deepcopy(FULL)).with_(changes)


def bare(**changes):
    return needs_from_dict(copy.deepcopy(BARE)).with_(changes)
