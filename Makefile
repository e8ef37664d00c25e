# One vocabulary of commands for people and CI.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# Compiled once, not by each process that the tests start:
export PYTHONDONTWRITEBYTECODE :=
FULL := REPORTGEN_FULL=1 REPORTGEN_LARGE=1 TAMPERINGS_EVERY=1

.PHONY: help install demo demo-city test test-full test-oldest check advisories bench bench-batch golden messages

help:  ## Show the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 11

install: $(INSTALLED)  ## Install pinned versions into .venv

$(INSTALLED): constraints/pip.txt constraints/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reportgen needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/pip.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -m compileall -q .venv/lib || true  # only speeds up the first start
	@touch $(INSTALLED)

demo: export SOURCE_DATE_EPOCH ?= 1791763200
demo: install  ## Build the sample county's report for 2026Q3 into out/
	$(BIN)/reportgen build config/qinglan.yaml --period 2026Q3 --out out

demo-city: export SOURCE_DATE_EPOCH ?= 1791763200
demo-city: install  ## Build the reports of forty invented counties from one ledger, and their comparison, into out/city/reports/
	$(BIN)/python samples/make_city.py out/city
	$(BIN)/reportgen batch out/city/counties --period 2026Q3 --out out/city/reports --jobs 2 --rollup out/city/comparison.yaml

test: install  ## Run the tests, two files at a time
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-full: install  ## Run all tests at length: 10,000 examples of updates, 2,000 of the rest, every file, stories made anew by LibreOffice, each guard switched off in turn
	$(FULL) REPORTGEN_EXAMPLES=2000 $(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/update
	$(FULL) REPORTGEN_EXAMPLES=10000 $(BIN)/python -m pytest -n 2 --dist loadfile tests/update
	$(BIN)/python tests/guards.py

test-oldest: install  ## Run the tests with the oldest versions that pyproject.toml allows, installed into .venv-oldest
	$(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/pip.txt
	.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r constraints/oldest.txt
	.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	.venv-oldest/bin/python -m pytest -n 2 --dist loadfile -W ignore::DeprecationWarning

check: install  ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

advisories: install  ## Hold every pinned version, and this Python, against the list of known weaknesses
	$(BIN)/python constraints/advisories.py

bench: install  ## Compare with the baselines beside the project, both in one run
	$(BIN)/python tests/bench/compare.py
	$(BIN)/python tests/bench/ledgers.py
	$(BIN)/python tests/bench/updating.py

bench-batch: install  ## Measure large batches; BENCH="--counties 750,1500,3000 --own 3000 --reports 3000" for a country
	$(BIN)/python tests/bench/batch.py $(BENCH)

golden: install  ## Rewrite all golden files
	$(BIN)/python -m pytest tests/journeys tests/word/test_reading.py --update-golden
	REPORTGEN_FULL=1 $(BIN)/python -m pytest tests/update/stories/test_stories.py --update-golden

messages: install  ## Compile the Chinese messages after reportgen.po was edited
	$(BIN)/pybabel -q compile -D reportgen -l zh_CN -d reportgen/messages/locale
