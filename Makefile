# One vocabulary of commands for people and CI.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: help install demo test test-full check bench golden messages

help:  ## Show the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 11

install: $(INSTALLED)  ## Install pinned versions into .venv

$(INSTALLED): constraints/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reportgen needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -m compileall -q .venv/lib || true  # only speeds up the first start
	@touch $(INSTALLED)

demo: install  ## Build the sample county's report for 2026Q3 into out/
	$(BIN)/reportgen build config/qinglan.yaml --period 2026Q3 --out out

test: install  ## Run the tests
	$(BIN)/python -m pytest

test-full: install  ## Run the tests of updates at length: 10,000 examples each, and stories made anew by LibreOffice
	REPORTGEN_EXAMPLES=10000 REPORTGEN_FULL=1 $(BIN)/python -m pytest tests/update

check: install  ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install  ## Compare with the baselines beside the project, both in one run
	$(BIN)/python tests/bench/compare.py
	$(BIN)/python tests/bench/ledgers.py
	$(BIN)/python tests/bench/updating.py

golden: install  ## Rewrite the golden files of the sample reports
	$(BIN)/python -m pytest tests/journeys --update-golden

messages: install  ## Compile the Chinese messages after reportgen.po was edited
	$(BIN)/pybabel -q compile -D reportgen -l zh_CN -d reportgen/messages/locale
