# One word for each thing that is done often. Needs Python 3.11 or newer, git and make; `make help` lists the words.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.ready
BUNDLED := $(VENV)/.frontend
READY := $(INSTALLED) $(BUNDLED)
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install frontend spark demo serve test golden bench check lint types layers docs docs-check format lock clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment follows the lock file; nothing is installed while it stays the same.
$(INSTALLED): requirements-dev.lock
	@[ -n "$(PYTHON)" ] || { echo "kg needs Python 3.11 or newer. Say where it is: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The parts of the pages that come from npm; where they cannot be built, that is said once and all else goes on.
$(BUNDLED): frontend/package-lock.json frontend/build.mjs frontend/bundle.py $(wildcard frontend/src/*.js) | $(INSTALLED)
	$(BIN)/python frontend/bundle.py
	@touch $@

frontend: $(INSTALLED) ## build the parts of the pages that come from npm, where `make` could not
	$(BIN)/python frontend/bundle.py
	@touch $(BUNDLED)

install: $(READY) ## make .venv with everything in it

# pyspark is 500 MB and needs Java: not for everybody.
$(VENV)/.spark: $(READY) requirements-spark.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@

spark: $(VENV)/.spark ## add Spark to .venv, for `kg ingest --engine spark` and its tests

demo: $(READY) ## read the sample articles, show what is in them, serve them; ARGS=--no-serve to stop before that
	$(BIN)/kg demo $(ARGS)

serve: $(READY) ## serve a store: SPARQL endpoint and pages; ARGS="--store DIR --port N"
	$(BIN)/kg serve $(ARGS)

# A process for each core, each with whole files of tests.
PYTEST := $(BIN)/pytest -n auto --dist loadfile

test: $(READY) ## the tests alone; ARGS="-k name"
	$(PYTEST) $(ARGS)

golden: $(READY) ## write the expected Turtle of the golden articles anew; then read `git diff` like code
	$(BIN)/pytest tests/golden --update-golden $(ARGS)
	git --no-pager diff --stat -- tests/golden

bench: $(READY) ## measure speed
	$(BIN)/python -m benchmarks $(ARGS)

check: $(READY) lint types layers docs-check ## all that continuous integration runs
	@mkdir -p build
	$(PYTEST) --cov --cov-report=term $(ARGS)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports --no-logo

PAGES := $(patsubst docs/%.py,docs.%,$(wildcard docs/build_*.py))

docs: $(READY) ## write the generated pages of docs/ anew
	@for page in $(PAGES); do $(BIN)/python -m $$page || exit 1; done

docs-check: $(READY)
	@for page in $(PAGES); do $(BIN)/python -m $$page --check || exit 1; done

format: $(READY) ## put the code in the common format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Whoever changes dependencies needs uv (on the path, or from `pip install uv`); nobody else does.
UV ?= $(or $(shell command -v uv),$(BIN)/uv)
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet

lock: ## choose the newest versions that fit and write both lock files anew
	$(LOCK) --upgrade --group dev -o requirements-dev.lock
	$(LOCK) --upgrade --constraint requirements-dev.lock -o requirements.lock
	$(LOCK) --upgrade --constraint requirements-dev.lock --extra spark -o requirements-spark.lock

clean: ## remove all that make made
	rm -rf $(VENV) frontend/node_modules kg/server/static/vendor build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
