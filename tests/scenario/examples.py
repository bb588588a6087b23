"""A small valid scenario, and for each code of a finding a scenario that has it."""

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


def changed(*pairs):
    text = BASE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


REGULAR = "arrivals: {per_interval: [10, 20, 20, 10]}"
TALK = "talk: lognormal mean 3 min cv 1.2"
GO = "{go: own queue, share: 70%}"
STAFF = "staff: [4, 4, 5, 6]"
SHIFT = "{from: 08:00, until: 10:30, agents: 2}"
WEEK = "interval: 30 min\nopening_hours: "
MENU = """\
    loop:
      prompt: PROMPT
      choices: {1: {go: loop, share: SHARE}, 2: {go: regular, share: REST}}
"""


def with_loop(prompt, share, rest):
    menu = MENU.replace("PROMPT", prompt).replace("SHARE", share).replace("REST", rest)
    return BASE.replace("agents:\n", menu + "agents:\n", 1)


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
    "CIC401": changed((REGULAR, "arrivals: 500000000/hour")),
    "CIC402": changed((STAFF, "staff: 100000"), ("interval: 30 min", "days: 3660")),
}
"""Texts by code; `CIC001`, `CIC002` and `CIC210` are about files and changes."""

CSV = "calls,words\n10,a\n20,b\n20,c\n10,d\n"


def write(folder: Path, text: str | bytes, name: str = "day.yaml") -> Path:
    """A scenario file in a folder, with a CSV file beside it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "day.csv").write_text(CSV)
    return path


NOTICE_CODES = {code for code in EXAMPLES if code.startswith("CIC35")}
