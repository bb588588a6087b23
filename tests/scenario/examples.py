"""Small valid scenarios, and for each code of a finding a scenario that has it."""

from pathlib import Path

BASE = """\
name: Help desk
opens: 08:00
closes: 10:00
interval: 30 min
queues:
  regular:
    arrivals: {per_interval: [10, 20, 20, 10]}
    patience: exponential mean 6 min
    talk: lognormal mean 3 min cv 1.2
  second line:
    arrivals: 20/hour
    through: welcome
    talk: 5 min
ivr:
  start: welcome
  menus:
    welcome:
      prompt: 12 s
      choices:
        1: {go: own queue, share: 70%}
        2: {serve: balance, takes: 40 s, share: 30%}
agents:
  all: {staff: [4, 4, 5, 6], skills: [regular, second line]}
  night owls: {shifts: [{from: 08:00, until: 10:30, agents: 2}], skills: {regular: 2}}
"""

CASE = """\
cases:
  repair:
    opened: {{{opened}}}
    steps: {{repaired: {{{step}}}}}
{more}"""
AFTER = "    knowledge: {kinds: 9, after: repairs}\n"
WAITS = BASE.replace(
    "queues:\n", "queues:\n  mail: {channel: email, talk: 4 min, capacity: 3}\n"
).replace("[regular, second line]", "[regular, second line, mail]")

BLEND = """\
name: Blend
opens: 08:00
closes: 18:00
interval: 30 min
days: 7
opening_hours: {saturday: {opens: 10:00, closes: 12:00}, sunday: closed}
channels:
  voice: {interrupts: [email, letters]}
  chat: {slow_down: [1, 1.25, 1.6]}
  web_chat: {like: chat, at_once: 2}
  letters: {deferred: true, interrupts: [], target_until: done}
  turns:
    like: messaging
    turns: {count: 6, pause: 90 s}
queues:
  calls: {arrivals: 20/hour, talk: 3 min, patience: exponential mean 2 min}
  help:
    channel: web_chat
    arrivals: 20/hour
    talk: 5 min
    additions:
      co_browse: {share: 20%, takes: exponential mean 2 min}
  talks: {channel: turns, arrivals: 2/hour, talk: 9 min}
  mail:
    channel: email
    after_idle: 30 s
    when_free: 3
    arrivals: {rate: 20/hour, overnight: 3/hour}
    talk: 4 min
    service_level: {share: 95%, within: 24 h, runs: open_hours, until: answered}
  post: {channel: letters, arrivals: 2/hour, talk: 9 min, service_level: {within: 3 d}}
agents:
  all:
    staff: 6
    skills: [calls, help, talks, mail, post]
    capacity:
      - {voice: 1, web_chat: 3, turns: 6}
      - {email: 1, letters: 1}
  some: {staff: 2, skills: [help], capacity: {web_chat: 4}}
  rest: {staff: 2, skills: [calls, help, mail]}
routing: {contact: earliest_due}
"""
"""A valid scenario in which contacts come by many channels."""

TRUNKS = """\
name: Trunks
opens: 08:00
closes: 18:00
interval: 30 min
days: 15
starts_on: wednesday
opening_hours: {sunday: closed}
holidays: [5, 12, 4]
lines: 60
queues:
  help:
    arrivals: 20/hour
    talk: 3 min
    groups: [team, nights, outsourcer]
    overflow:
      outsourcer: {after: 60 s, when_waiting: 10}
      nights: {after: 90 s}
  sales: {arrivals: 20/hour, talk: 3 min, overflow: {nights: {when_waiting: 2}}}
  mail: {channel: email, arrivals: {rate: 2/hour, overnight: 1/hour}, talk: 4 min}
agents:
  team:
    staff: 6
    skills: [help, sales, mail]
    answering:
      rings: exponential mean 4 s
      no_answer: 5%
      gives_up_after: 15 s
      rejects: 1%
      out_for: 2 min
  nights:
    shifts: [{from: 10:00, until: 18:00, agents: 2}]
    skills: [help, sales]
    answering: 4 s
  outsourcer: {staff: 3, skills: [help], answering: {kind: uniform, from: 2 s, to: 6 s}}
"""
"""A valid scenario with lines, holidays, overflow and contacts that ring."""

EVENTS = """\
name: Events
opens: 08:00
closes: 18:00
interval: 30 min
days: 3
opening_hours: {wednesday: {opens: 10:00, closes: 16:00}}
lines: 60
incidents:
  - {at: 12:00, until: 13:00, lines: 10}
  - {at: 12:00, day: 1, ports: 0}
  - {at: 09:00, until: 11:30, arrivals: 180%, queues: [help, sales]}
  - {at: 14:00, day: 1, until: 15:00, arrivals: 0.5, queues: [mail]}
  - {at: 14:00, day: 2, until: 16:00, move: 3, from: team, to: reserve}
  - {at: 17:00, send_home: 2, from: team}
  - when: {waiting: 20, queue: help, every: 30 s, again_after: 30 min}
    move: 2
    from: reserve
    to: team
  - when: {longest_wait: 5 min, queue: sales}
    lines: 40
queues:
  help: {arrivals: 20/hour, talk: 3 min}
  sales: {arrivals: 20/hour, talk: 3 min, through: hello}
  mail: {channel: email, arrivals: {rate: 2/hour, overnight: 1/hour}, talk: 4 min}
  orders: {arrivals: {times: [09:00, 12:30]}, talk: 4 min}
  returns: {talk: 2 min}
ivr:
  start: hello
  ports: 40
  menus:
    hello:
      prompt: 9 s
      choices: {1: {go: own queue, share: 90%}, 2: {go: returns, share: 10%}}
agents:
  team: {staff: 6, skills: [help, sales, mail, orders, returns]}
  reserve: {shifts: [{from: 10:00, until: 18:00, agents: 3}], skills: [help, sales]}
"""
"""A valid scenario in which much happens to the centre."""


def changed(*pairs):
    text = BASE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def called(*more):
    """A campaign that calls for the first queue."""
    usual = {"queue": "queue: regular", "answers": "answers: 30%"}
    parts = ", ".join([*usual.values(), *more])
    for name, written in usual.items():
        if any(part.startswith(f"{name}:") for part in more):
            parts = parts.replace(f"{written}, ", "")
    return changed(("agents:\n", f"campaigns:\n  overdue: {{{parts}}}\nagents:\n"))


SECOND = "\ncampaigns:\n  overdue: {queue: second line, answers: 30%}"


def called_back(more=""):
    """Callbacks that a queue offers."""
    parts = ", ".join(["offered_at: 1 min", "accepted: 50%", *[more] * bool(more)])
    return f"\n    callback: {{{parts}}}"


REGULAR = "arrivals: {per_interval: [10, 20, 20, 10]}"
TALK = "talk: lognormal mean 3 min cv 1.2"
GO = "{go: own queue, share: 70%}"
STAFF = "staff: [4, 4, 5, 6]"
OWLS = "skills: {regular: 2}"
SOME = "at_least: 1"


def adding(n):
    """A stage of many cases, each of which adds another rank."""
    cases = (
        f"{{all_of: {{free: all, at_least: {k}}}, tries: {{all: {2**k}}}, adds_to_tries: true}}"
        for k in range(16)
    )
    return f"{{after: {n} s, cases: [{', '.join(cases)}]}}"


FAR = "{from_place: 5, share: 9%}"
SHIFT = "{from: 08:00, until: 10:30, agents: 2}"
WEEK = "interval: 30 min\nopening_hours: "
MENU = """\
    loop:
      prompt: PROMPT
      choices: {1: {go: loop, share: SHARE}, 2: {go: regular, share: REST}}
"""


def promised(shift: str) -> str:
    """A promise in the open hours of two days, of a queue that one shift answers."""
    return changed(
        (TALK, f"{TALK}\n    service_level: {{within: 1 h, runs: open_hours}}"),
        ("skills: [regular, second line]", "skills: [second line]"),
        (SHIFT, shift),
        ("interval: 30 min", "interval: 30 min\ndays: 2"),
    )


def with_loop(prompt, share, rest):
    menu = MENU.replace("PROMPT", prompt).replace("SHARE", share).replace("REST", rest)
    return BASE.replace("agents:\n", menu + "agents:\n", 1)


def described(*channels):
    """Channels, each with a queue of deferred or live contacts that comes by it."""
    text = "".join(f"  {name}: {{{said}}}\n" for name, said in channels)
    queues = "".join(
        f"  by {name}: {{channel: {name}, talk: 3 min, arrivals: 2/hour}}\n" for name, _ in channels
    )
    skills = "".join(f", by {name}" for name, _ in channels)
    return changed(
        ("queues:\n", f"channels:\n{text}queues:\n{queues}"),
        ("[regular, second line]", f"[regular, second line{skills}]"),
    )


def incident(said, *pairs):
    """The small scenario with something that happens to it."""
    return changed(("queues:\n", f"incidents:\n  - {{{said}}}\nqueues:\n"), *pairs)


def passing(said, *pairs):
    """The small scenario with transfers."""
    way = f"{TALK}\n    transfers: {{second line: {{share: 5%, {said}}}}}"
    return changed((TALK, way), *pairs)


def sited(said, *pairs):
    """The small scenario with sites."""
    return changed(("queues:\n", f"sites: {{{said}}}\nqueues:\n"), *pairs)


def column(file, name="calls"):
    return changed((REGULAR, f"arrivals: {{file: {file}, column: {name}}}"))


EXAMPLES = {
    "CIC003": "x: [" + "1," * 500_001 + "1]",
    "CIC004": b"name: caf\xe9\n",
    "CIC005": "name: [1, 2\n",
    "CIC006": "- 1\n- 2\n",
    "CIC007": changed(("interval: 30 min", "interval: 30 min\nopens: 09:00")),
    "CIC008": changed(
        ("name: Help desk", "name: &n Help desk"), ("interval: 30", "question: *n\ninterval: 30")
    ),
    "CIC009": changed(("name: Help desk", "name: !!str Help desk")),
    "CIC010": BASE + "---\nname: two\n",
    "CIC011": "x: " + "[" * 60 + "]" * 60,
    "CIC012": changed(("[10, 20, 20, 10]", "[10, .nan, 20, 10]")),
    "CIC101": changed(("interval: 30 min", "intervall: 30 min")),
    "CIC102": changed(("    " + TALK + "\n", "")),
    "CIC103": changed((REGULAR, "arrivals: {per_interval: 12}")),
    "CIC104": changed(("interval: 30 min", "starts_on: mondy")),
    "CIC105": changed(("[4, 4, 5, 6]", "[4, 4, -5, 6]")),
    "CIC106": changed(("08:00\ncloses", "8 o'clock\ncloses")),
    "CIC107": changed(("  regular:\n", "  a.b: {talk: 3 min, arrivals: 1/hour}\n  regular:\n")),
    "CIC108": changed((STAFF, f"{STAFF}, shifts: [{SHIFT}]")),
    "CIC109": changed(("share: 70%", "share: 60%")),
    "CIC110": column("none.csv"),
    "CIC111": column("day.csv", "cals"),
    "CIC112": column("day.csv", "words"),
    "CIC113": changed(("skills: {regular: 2}", "skills: {}")),
    "CIC201": changed(("{regular: 2}", "{reguler: 2}")),
    "CIC202": changed((TALK, f"{TALK}\n    groups: [al, all]")),
    "CIC203": changed(("talk: 5 min", "talk: 5 min\n    groups: [night owls, all]")),
    "CIC204": changed(("start: welcome", "start: welcom")),
    "CIC205": changed(("start: welcome", "start: welcome\n  arrivals: 10/hour")),
    "CIC206": changed(
        ("    welcome:", "    regular:"),
        ("start: welcome", "start: regular"),
        ("through: welcome", "through: regular"),
    ),
    "CIC207": BASE[: BASE.index("ivr:")] + BASE[BASE.index("agents:") :],
    "CIC208": changed(("10]}", "10], day_factor: weather}")),
    "CIC209": changed((TALK, f"{TALK}\n    targets: {{mean_wiat: at most 20 s}}")),
    "CIC211": changed(
        ("skills: {regular: 2}", "skills: {regular: 2}, wrap_up: {second line: 3 s}")
    ),
    "CIC212": changed((TALK, f"{TALK}\n    channel: vioce")),
    "CIC213": described(("letter", "interrupts: [fax]"), ("fax", "interrupts: [letter]")),
    "CIC214": changed(
        (TALK, f"{TALK}\n    groups: [all]\n    overflow: {{night owls: {{after: 9 s}}}}")
    ),
    "CIC215": incident("at: 09:00, arrivals: 2, queues: [reguler]"),
    "CIC216": changed((STAFF, f"{STAFF}, site: hamburg")),
    "CIC301": changed(("closes: 10:00", "closes: 07:00")),
    "CIC302": changed((STAFF, "staff: [4, 4, 5]")),
    "CIC303": changed(("[10, 20, 20, 10]", "{tuesday: [10, 20, 20, 10]}")),
    "CIC304": changed((SHIFT, "{from: 07:00, until: 10:30}")),
    "CIC305": changed(("interval: 30 min", WEEK + "{friday: {opens: 07:00, closes: 09:00}}")),
    "CIC306": changed((SHIFT, "{from: 09:00, until: 08:30}")),
    "CIC307": changed(("talk: 5 min", "talk: infinite")),
    "CIC308": changed(("[regular, second line]", "[regular]")),
    "CIC309": changed((f"    {REGULAR}\n", ""), ("    arrivals: 20/hour\n", "")),
    "CIC310": with_loop("0 s", "50%", "50%"),
    "CIC311": with_loop("3 s", "100%", "0%"),
    "CIC312": changed(("interval: 30 min", WEEK + "{monday: closed}")),
    "CIC313": changed((TALK, f"{TALK}\n    channel: email")),
    "CIC314": changed(("20, 10]}", "20, 10], overnight: 3/hour}")),
    "CIC315": changed((OWLS, f"{OWLS}, capacity: {{email: 2}}")),
    "CIC316": changed((TALK, f"{TALK}\n    when_free: 9")),
    "CIC317": changed(("interval: 30 min", "days: 3\nholidays: [1, 1]\ninterval: 30 min")),
    "CIC318": incident("at: 09:00, arrivals: 2", ("20/hour", "{counts: [5, 5, 5, 5]}")),
    "CIC319": described(("fax", "interrupts: [messaging]")),
    "CIC320": changed(
        (TALK, f"{TALK}\n    overflow: {{all: {{after: 9 s}}, night owls: {{after: 9 s}}}}")
    ),
    "CIC321": changed((STAFF, f"{STAFF}, answering: {{no_answer: 100%}}")),
    "CIC322": sited("x: {share: 0%, lines: 3}"),
    "CIC323": sited("x: {share: 60%}, y: {lines: 3}"),
    "CIC324": sited("x: {share: 100%, lines: 3}", ("queues:\n", "lines: 9\nqueues:\n")),
    "CIC219": changed((TALK, f"{TALK}\n    transfers: {{regulars: 5%}}")),
    "CIC329": changed((TALK, f"{TALK}\n    voicemail: {{to: regular, giving_up: 5%}}")),
    "CIC330": changed((TALK, f"{TALK}\n    redials: {{abandoned: {{share: 9%, delay: 0 s}}}}")),
    "CIC370": changed((TALK, f"{TALK}\n    redials: {{busy: {{share: 9%, delay: 5 min}}}}")),
    "CIC331": changed(("    talk: 5 min", f"    channel: email\n    talk: 5 min{called_back()}")),
    "CIC332": changed(
        ("    talk: 5 min", f"    channel: messaging\n    talk: 5 min{called_back()}")
    ),
    "CIC333": changed((TALK, f"{TALK}{called_back('attempts: 3, retry_after: 0 s')}")),
    "CIC334": changed((TALK, f"{TALK}{called_back('own_call: {share: 9%, delay: 0 s}')}")),
    "CIC371": changed((TALK, f"{TALK}\n    capacity: 0{called_back()}")),
    "CIC372": changed((TALK, f"{TALK}{called_back('answered: 0%')}")),
    "CIC373": changed((TALK, f"{TALK}{called_back('rings: 40 s')}")),
    "CIC374": changed((TALK, f"{TALK}{called_back('after: 30 h')}")),
    "CIC340": passing("warm: 50%", ("talk: 5 min", "talk: 5 min\n    channel: messaging")),
    "CIC345": passing("warm: 50%, same_agent: true"),
    "CIC393": changed(
        (TALK, f"{TALK}\n    groups: [night owls]"),
        (
            "talk: 5 min",
            "talk: 5 min\n    transfers: {regular: {share: 1%, same_agent: true}}",
        ),
    ),
    "CIC346": changed(("takes: 40 s,", "takes: 40 s, deflection: {by: web, accepted: 9%},")),
    "CIC394": changed((GO, "{go: own queue, share: 70%, deflection: {by: web, accepted: 0%}}")),
    "CIC344": changed((TALK, f"{TALK}\n    transfers: {{regular: 100%}}")),
    "CIC392": changed((TALK, f"{TALK}\n    recontact: {{delay: 5 min}}")),
    "CIC343": changed(
        (
            "talk: 5 min",
            "talk: 5 min\n    channel: chat\n    bot: {contained: 9%, takes: 9 s, saves: 9 s}",
        ),
        ("queues:\n", "channels: {chat: {turns: {count: 2, pause: 9 s}}}\nqueues:\n"),
    ),
    "CIC337": changed(
        (
            SHIFT,
            "{from: 08:00, until: 10:00, names: [Ann]}, {from: 09:00, until: 10:30, names: [Ann]}",
        )
    ),
    "CIC336": BASE
    + "snapshot: {at: 08:30, in_service: [{queue: second line, group: all, for: 9 s,"
    + " turn: agent}]}\n",
    "CIC335": promised("{from: 10:00, until: 12:00}"),
    "CIC384": changed((OWLS, f"{OWLS}, capacity: {{voice: 2}}")),
    "CIC383": promised("{from: 08:00, until: 10:30, days: [monday]}"),
    "CIC342": changed(
        ("talk: 5 min", "talk: 5 min\n    channel: chat\n    hold: {share: 5%, takes: 9 s}"),
        ("queues:\n", "channels: {chat: {turns: {count: 2, pause: 9 s}}}\nqueues:\n"),
    ),
    "CIC341": passing("by_group: {juniors: 9%}"),
    "CIC390": changed(
        (
            "talk: 5 min",
            "talk: 5 min\n    transfers: {regular: {share: 1%, by_group: {night owls: 2%}}}",
        ),
    ),
    "CIC350": changed((f"    {REGULAR}\n", "")),
    "CIC351": changed((STAFF, "staff: 0")),
    "CIC352": with_loop("3 s", "50%", "50%"),
    "CIC353": changed((SHIFT, "{from: 11:00, until: 12:00}")),
    "CIC354": changed(
        ("mean 3 min", "mean 3 h"), ("patience: exponential mean 6 min", "patience: infinite")
    ),
    "CIC355": changed(
        (REGULAR, "arrivals: {times: [08:30, 09:30]}"),
        ("interval: 30 min", WEEK + "{monday: {opens: 08:00, closes: 09:00}}"),
    ),
    "CIC356": changed((OWLS, f"{OWLS}, capacity: {{voice: 1, chat: 3}}")),
    "CIC357": changed(("queues:\n", "channels: {letters: {deferred: true}}\nqueues:\n")),
    "CIC358": changed(("queues:\n", "lines: 3\nchannels: {voice: {holds_line: false}}\nqueues:\n")),
    "CIC218": BASE + "snapshot: {waiting: {regulars: [1 min]}}\n",
    "CIC217": BASE
    + "snapshot: {at: 08:30, in_service: [{queue: second line, group: night owls, for: 9 s}]}\n",
    "CIC326": BASE + "snapshot: {at: 08:30, on_break: {all: [1 s, 1 s, 1 s, 1 s, 1 s]}}\n",
    "CIC327": changed(("regular:\n", "regular:\n    capacity: 1\n"))
    + "snapshot: {at: 08:30, waiting: {regular: [1 s, 2 s]}}\n",
    "CIC328": BASE + "snapshot: {waiting: {regular: [1 min]}}\n",
    "CIC369": BASE + "incidents: [{at: 08:10, send_home: 1, from: all}]\nsnapshot: {at: 08:30}\n",
    "CIC368": changed((OWLS, "skills: {regular: {rank: 2, quality: 0.9}}")),
    "CIC362": changed((OWLS, f"{OWLS}, late_breaks: 20% by 5 min")),
    "CIC359": incident("at: 09:00, until: 12:00, lines: 3"),
    "CIC360": incident("at: 09:00, send_home: 9, from: all"),
    "CIC361": changed(
        (TALK, f"{TALK}\n    capacity: 3\n    overflow: {{night owls: {{when_waiting: 5}}}}")
    ),
    "CIC363": sited("x: {share: 60%}, y: {share: 30%}"),
    "CIC364": sited("x: {share: 100%}"),
    "CIC365": sited("x: {share: 100%, opens: 08:00, closes: 10:00, time_zone: -05:00}"),
    "CIC366": sited("x: {share: 100%, opens: 08:00, closes: 09:30}"),
    "CIC367": sited("x: {share: 100%, time_zone: +01:00}"),
    "CIC380": changed(
        ("talk: 5 min", "talk: 5 min\n    announcement: {wait: last_wait, waits_at_least: 1}")
    ),
    "CIC381": changed(
        ("talk: 5 min", "talk: 5 min\n    announcement: {wait: queue_length_with_abandonment}")
    ),
    "CIC382": changed(
        (TALK, f"{TALK}\n    capacity: 3\n    announcement: {{position: true, balk: [{FAR}]}}")
    ),
    "CIC401": changed((REGULAR, "arrivals: 500000000/hour")),
    "CIC402": changed((STAFF, "staff: 100000"), ("interval: 30 min", "days: 3660")),
    "CIC403": described(*((f"c{n}", "deferred: true") for n in range(16))),
    "CIC404": described(
        *((f"c{n}", f"deferred: true, at_once: {n}") for n in (97, 89, 83, 79, 73, 71))
    ),
    "CIC405": incident("when: {queue: regular, waiting: 2, every: 0.1 ms}, lines: 3"),
    "CIC410": changed((TALK, f"{TALK}\n    value: {{resolved: 5}}")),
    "CIC415": sited("x: {share: 100%}, y: {line_cost: {minute: 0.1}}"),
    "CIC416": changed((OWLS, f"{OWLS}, cost: {{hour: 20}}")),
    "CIC417": changed(("queues:\n", "currency: EUR\nqueues:\n")),
    "CIC411": changed((TALK, f"{TALK}\n    drop_out: {{nobody: 9 s}}")),
    "CIC412": changed((TALK, f"{TALK}\n    allocation: {{sites: {{nowhere: 100%}}}}")),
    "CIC413": changed((TALK, f"{TALK}\n    drop_out: {{all: 9 s, night owls: 20 s}}")),
    "CIC414": changed((TALK, f"{TALK}\n    stages: [{{cases: {{tries: {{nobody: 1}}}}}}]")),
    "CIC440": changed((TALK, f"{TALK}\n    stages: [{{cases: {{all_of: {{free: x, {SOME}}}}}}}]")),
    "CIC441": changed((TALK, f"{TALK}\n    stages: [{', '.join(map(adding, range(3)))}]")),
    "CIC442": changed((TALK, f"{TALK}\n    asks_for: {{french: 2}}")),
    "CIC445": changed((TALK, f"{TALK}\n    stages: [{{cases: {{tries: {{}}}}}}]")),
    "CIC446": changed((TALK, f"{TALK}\n    criteria: [{{needs: {{x: 2}}, expires: 9 s}}]")),
    "CIC447": changed((OWLS, f"{OWLS}, attributes: {{french: 3}}")),
    "CIC448": changed(
        (TALK, f"{TALK}\n    asks_for: {{french: 2}}"), (OWLS, f"{OWLS}, attributes: {{french: 3}}")
    ),
    "CIC449": changed((OWLS, f"{OWLS}, ratio_target: 2")),
    "CIC419": changed((TALK, f"{TALK}\n    affinity: {{waits: 20 s}}")),
    "CIC418": BASE + "routing: {preset: asterisk.ringall}\n",
    "CIC420": called("queue: regulr"),
    "CIC421": called("blending: {others: [nobody]}"),
    "CIC422": changed(("    talk: 5 min", f"    channel: email\n    talk: 5 min{SECOND}")),
    "CIC423": called("attempts: 2", "retries: {busy: 0 s}"),
    "CIC424": called("hours: {from: 09:00, until: 08:30}"),
    "CIC425": BASE
    + "campaigns:\n"
    + "".join(
        f"  {name}: {{queue: regular, answers: 80%, follows: {{queues: {{regular: 90%}}}}}}\n"
        for name in ("visits", "surveys")
    ),
    "CIC443": called("limits: [{calls: 20, shared_with: [nobody]}]"),
    "CIC428": called("limits: [{calls: 20, from: 12:00, until: 13:00}]"),
    "CIC430": called("hours: {from: 12:00, until: 13:00}"),
    "CIC431": called("gives_up_after: 10 s"),
    "CIC432": called("drop_after: 3 s"),
    "CIC433": called("dialler: {mode: predictive, cap: 5%}"),
    "CIC434": called("answers: 0%"),
    "CIC435": called("zones: {east: {time_zone: +01:00}}"),
    "CIC436": called(
        "hours: {from: 08:00, until: 12:00}", "zones: {here: {}, far: {time_zone: +06:00}}"
    ),
    "CIC437": called("hours: {from: 07:00, until: 12:00}", "zones: {west: {time_zone: -01:00}}"),
    "CIC438": called("dialler: {mode: predictive, cancels: true}"),
    "CIC439": BASE
    + "campaigns:\n  visits: {queue: regular, answers: 100%, follows: {queues: {regular: 100%}}}\n",
    "CIC426": called("dialler: preview", "detection: {takes: 1 s}"),
    "CIC427": called(
        "dialler: {mode: agentsmove, lines_per_agent: 1}",
        "moves: {inbound: night owls, outbound: all}",
        "blending: {inbound: {stops_below: 70%, resumes_above: 80%, queues: [second line]}}",
    ),
    "CIC450": BASE + "customers: {complaints: {to: complains, delay: 1 h}}\n",
    "CIC451": BASE + "customers: {segments: {x: {share: 1, queues: {reguler: 2}}}}\n",
    "CIC452": BASE + "customers: {tempers: {calm: 1}, moods: {sours_to: clam}}\n",
    "CIC453": BASE + "customers: {loyalty: {churn: {natural: 0.1}}}\n",
    "CIC454": BASE + "customers: {segments: {x: {share: 1, queues: {regular: 0}}}}\n",
    "CIC455": BASE + CASE.format(opened="reguler: 5%", step="takes: 2 d", more=""),
    "CIC456": BASE
    + CASE.format(opened="regular: 5%", step="takes: 2 d, known_factor: 0.5", more=AFTER),
    "CIC457": BASE + CASE.format(opened="regular: 5%", step="queue: regular", more=""),
    "CIC458": WAITS + CASE.format(opened="regular: 5%", step="queue: mail", more=""),
    "CIC459": BASE
    + CASE.format(opened="regular: 60%", step="takes: 2 d", more="")
    + "  exchange: {opened: {regular: 50%}, steps: {sent: {takes: 1 d}}}\n",
    "CIC460": BASE
    + CASE.format(opened="regular: 5%", step="takes: 2 d", more="")
    + "snapshot: {open_cases: [{case: repair, step: repaired, opened: 1 d, for: 1 h}]}\n",
    "CIC461": BASE + "customers: {tempers: {gentle: 20%, comfortable: 80%}}\n",
    "CIC465": BASE
    + CASE.format(opened="regular: 5%", step="takes: 2 d", more="    expected: 2 d\n"),
    "CIC466": BASE
    + CASE.format(opened="regular: 5%", step="takes: 2 d", more="    knowledge: {kinds: 9}\n"),
    "CIC467": BASE
    + CASE.format(opened="regular: 5%", step="takes: 2 d", more="")
    + "snapshot: {}\n",
    "CIC468": WAITS.replace(", capacity: 3", "")
    + CASE.format(opened="regular: 5%", step="queue: mail", more="")
    + "snapshot: {waiting: {mail: [1 h]}, open_cases: []}\n",
    "CIC470": BASE + "customers: {complaints: {to: regular, share: 0, delay: 1 h}}\n",
    "CIC471": BASE + "customers: {segments: {x: {share: 1, value: 20}}}\n",
    "CIC472": BASE + "customers: {tempers: {irrate: 20%, comfortable: 80%}}\n",
    "CIC490": changed((OWLS, f"{OWLS}, stress: {{tempers: {{irate: 2%}}, errors: 0.1}}")),
    "CIC495": changed((OWLS, f"{OWLS}, stress: {{}}")),
    "CIC496": changed((OWLS, f"{OWLS}, stress: {{errors: 10%}}")),
    "CIC497": changed((OWLS, f"{OWLS}, stress: {{discourtesy: 10%}}")),
    "CIC498": changed((OWLS, f"{OWLS}, stress: {{absence: 10%}}")),
}
"""Texts by code; `CIC001`, `CIC002` and `CIC210` are about files and changes."""

CSV = "calls,words\n10,a\n20,b\n20,c\n10,d\n"


def write(folder: Path, text: str | bytes, name: str = "day.yaml") -> Path:
    """A scenario file in a folder, with a CSV file beside it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "day.csv").write_text(CSV)
    return path


NOTICE_CODES = {
    code
    for code in EXAMPLES
    if "CIC350" <= code < "CIC400"
    or "CIC415" <= code < "CIC420"
    or "CIC426" <= code < "CIC440"
    or "CIC445" <= code < "CIC450"
    or "CIC465" <= code < "CIC470"
    or "CIC470" <= code < "CIC480"
    or "CIC495" <= code < "CIC500"
}
