# Set-up and the two things to do with it. `make demo` runs a bank's day, then compiles the rules if they
# never were; `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test long bench clean

demo: $(VENV)/.ready-to-run
	@$(BIN)/cic run scenarios/bank.yaml
	@test -e $(VENV)/.compiled || $(MAKE) --no-print-directory $(VENV)/.compiled

test: $(VENV)/.ready-to-test
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal -m "not long and not bench" --quiet

long: $(VENV)/.ready-to-test
	$(BIN)/python -m pytest --numprocesses 2 -m "long or bench"

bench: $(VENV)/.ready-to-run
	$(BIN)/cic bench

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("cic needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-to-run: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[plots]'
	@$(BIN)/python -m compileall -q cic
	@touch $@

$(VENV)/.compiled: $(VENV)/.ready-to-run
	@echo "That was the bank's day. Once, for big runs to come: compiling the rules for this machine."
	@$(BIN)/cic warmup
	@touch $@

$(VENV)/.ready-to-test: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[dev]'
	@$(BIN)/python -m compileall -q cic
	@touch $@
