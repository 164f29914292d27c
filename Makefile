# The front door. `make help` lists what there is.
# Every target makes .venv itself from the pinned, hashed requirements when it is missing or older than
# they are. Where packages come from is pip's own configuration; nothing here says.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q --no-deps --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo run test lint format types contracts spelling i18n drawing coverage bench faults fuzz check \
	requirements clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.dev ## everything to work on it, and the command .venv/bin/amaryar
	@$(BIN)/python -m pip --disable-pip-version-check install -q --no-deps --no-build-isolation -e .
	@echo "Ready: $(BIN)/amaryar --help"

demo: $(VENV)/.runtime ## the bot on an emulated Telegram, in your browser; no token needed
	@$(BIN)/python -m bot playground $(ARGS)

run: $(VENV)/.runtime ## the real bot, with the settings of the environment and of .env
	@$(BIN)/python -m bot run $(ARGS)

test: $(VENV)/.dev ## the tests; without PostgreSQL or Chromium theirs are skipped, and it says so
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev ## ruff: rules and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.dev ## let ruff put right what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

contracts: $(VENV)/.dev ## who may import whom (.importlinter)
	@$(BIN)/lint-imports

spelling: $(VENV)/.dev ## codespell
	@$(BIN)/codespell bot handlers knowledge storage tests Makefile .ci/run .env.example *.md

i18n: $(VENV)/.dev ## collect the sentences of the code into the catalogs, then check them
	@$(BIN)/python -m bot i18n extract
	@$(BIN)/python -m bot i18n update
	@$(BIN)/python -m bot i18n check

drawing: $(VENV)/.dev ## renew the drawing of a ticket's life in CONTRIBUTING.md
	@$(BIN)/python -m tests.house.drawing

coverage: $(VENV)/.dev ## the tests, and which lines none of them runs
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term $(ARGS)

bench: $(VENV)/.dev ## the search beside other engines, then answers a second beside a bare echo bot
	@$(BIN)/python -m tests.bench.search $(SEARCH_ARGS)
	@$(BIN)/python -m tests.bench $(ARGS)

fuzz: $(VENV)/.dev ## garbage from outside: CASES of each kind (updates, buttons, words, forms, files)
	@FUZZ_CASES=$(or $(CASES),100000) $(BIN)/python -m pytest -n 0 --timeout 0 tests/properties/test_fuzz*.py $(ARGS)

faults: $(VENV)/.dev ## the long fault suite: kills, cut lines, full disks; ARGS="--seconds 300 --seed 1405"
	@$(BIN)/python -m tests.faults $(ARGS)

check: lint types contracts spelling ## all that CI does; the pytest summary comes last
	@$(BIN)/python -m bot i18n check
	@$(BIN)/python -m pytest -n 2 $(ARGS)

requirements: $(VENV)/.dev ## compile both requirements files again after a change in pyproject.toml
	@$(COMPILE) $(ARGS) pyproject.toml -o requirements.txt
	@$(COMPILE) $(ARGS) -c requirements.txt pyproject.toml --group dev -o requirements-dev.txt

clean: ## remove .venv and what the tools leave behind
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* build dist

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing requirements-dev.txt into $(VENV) ..."
	@$(PIP) -r $<
	@touch $@ $(VENV)/.runtime

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt into $(VENV) ..."
	@$(PIP) -r $<
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Amaryar needs Python 3.11 or newer; there is no $(PYTHON) here. \
	Name yours: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Amaryar needs Python 3.11 or \
	newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv. On Debian and Ubuntu: \
	apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
