"""Closed formulas of queueing: quick answers, and oracles for the simulator.

- `erlang_b`: no queue; who finds all agents busy is blocked.
- `erlang_c`: a queue where everybody waits.
- `erlang_a`: a queue where patience is exponential and contacts abandon.
- `impatience`: what becomes of those that wait and may abandon.
- `finite`: as many contacts as there are lines, the rest is blocked.
- `pollaczek`: one agent, handle times of any distribution.
- `priority`: waits of contact types that are answered in order of priority.
- `interrupts`: times of contact types that put less urgent ones on hold.
- `parallel`: agents with several contacts in hand, each slower for it.
- `balance`: Markov chains of states that no formula sums up.
- `sizing`: the fewest agents that meet a target.

All describe the steady state: constant rates, long after opening. Arrivals are Poisson, times are
in seconds, rates per hour, loads in erlang, shares in [0, 1]. Plain Python, quick to import.
"""
