# Every command of this project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test test-quick test-postgresql test-browser test-engines check format bench texts lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: --no-deps
export PYTHONPATH := src
PORT ?= 8000

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

demo: $(VENV)/.base  ## an invented municipality in your browser
	@$(BIN)/python -m rondom.demo --port $(PORT)

test: check test-quick test-postgresql test-browser  ## everything that CI runs

test-quick: $(VENV)/.dev  ## unit tests on SQLite
	$(BIN)/pytest -m "not browser and not engines"

# What never touches a database is tested once, on SQLite.
PURE := analysis charts dossier instruments wording

test-postgresql: $(VENV)/.dev  ## the same on PostgreSQL
	$(BIN)/python -m tests.postgresql -m "not browser and not slow and not engines" $(PURE:%=--ignore=src/rondom/%)

test-browser: $(VENV)/.dev  ## journeys in Chromium, with axe
	$(BIN)/pytest -m browser

test-engines:  ## counting in Arrow and Spark (needs Java; has an environment of its own, not part of test)
	@$(MAKE) VENV=.venv-engines .venv-engines/.engines
	.venv-engines/bin/pytest -m engines

check: export RONDOM_SECRET_KEY = check
check: export RONDOM_DATA_DIR = build/check
check: $(VENV)/.dev  ## style, types, contracts, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --config pyproject.toml
	$(BIN)/mypy
	$(BIN)/python -m rondom makemigrations --check --dry-run

format: $(VENV)/.dev  ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## speed and memory, as ratios
	$(BIN)/python -m benchmarks

texts: $(VENV)/.dev  ## bring texts in other languages in step with the Dutch ones
	@$(BIN)/python -m tests.translations

lock: $(VENV)/.dev  ## renew requirements/*.txt from *.in (needs uv on the path)
	for name in base dev engines; do uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done

clean:  ## take away the environment and what was built; var/ (your data) stays
	rm -rf $(VENV) .venv-engines build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Rondom needs Python 3.11 or later. Install it, or point at it: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python on this machine cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/pip
	@echo "Installing what the site needs (once, about a minute) ..."
	@$(PIP) -r requirements/base.txt
	@echo "$(CURDIR)/src" > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/rondom.pth
	@printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m rondom "$$@"\n' > $(BIN)/rondom && chmod +x $(BIN)/rondom
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "Installing what testing needs (once, about a minute) ..."
	@$(PIP) -r requirements/dev.txt
	@touch $@

$(VENV)/.engines: requirements/engines.txt $(VENV)/.dev
	@$(PIP) --no-binary pyspark -r requirements/engines.txt
	@touch $@
