# The only list of commands. `make` alone prints it.

PYTHON ?= python3
PORT ?= 8000
# More words for the tool behind a command: make test ARGS="-k calendar"
ARGS ?=

# Everything here is tried on your own computer; a real site sets its own environment.
export SAPAR_ENV ?= development

VENV := .venv
BIN := $(VENV)/bin
CHROMIUM := /usr/bin/chromium
CLAMD := /usr/sbin/clamd
# A PostgreSQL server that may make databases, for the tests.
POSTGRES := $(or $(DATABASE_URL_POSTGRES),postgresql://postgres@127.0.0.1:5432/postgres)
PO := $(shell find src -name '*.po' 2>/dev/null)
MO := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

.PHONY: help install run demo demo-code worker test check lint types imports licences docs-check law bench spark docs format lock browser scanner faketime clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- To have it ---------------------------------------------------------------------------------

install: $(VENV)/.sapar $(MO) ## everything Sapar needs, in .venv (a second call is instant)

# 1 a virtual environment  2 uv, pinned with hashes in the lock like everything else.
$(VENV)/.begun:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sapar needs Python 3.11 or newer: make install PYTHON=python3.11"; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ { on = 1 } on { print } on && !/\\$$/ { exit }' requirements.lock > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r $(VENV)/uv.txt || echo "uv could not be had: pip does its work, more slowly."
	@touch $@

# 3 the locked packages: exactly those, or with pip at least those.
$(VENV)/.packages: requirements.lock $(VENV)/.begun
	@echo "Installing the locked packages ..."
	@if [ -x $(BIN)/uv ]; then \
	  $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements.lock; \
	fi
	@touch $@

# 4 Sapar itself, as it lies here.
$(VENV)/.sapar: pyproject.toml $(VENV)/.packages
	@if [ -x $(BIN)/uv ]; then \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

# 5 the translations.
%.mo: %.po $(VENV)/.packages
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# A Debian package that some tests drive: name, program, what will be skipped without it.
define debian
	@if [ -x $(2) ]; then exit 0; fi; \
	if ! command -v apt-get > /dev/null; then \
	  echo "$(3) tests will be skipped: no $(2), and no apt-get to install it."; \
	elif [ "$$(id -u)" = 0 ]; then root=""; \
	elif sudo -n true 2> /dev/null; then root="sudo -n"; \
	else \
	  echo "$(3) tests will be skipped: no $(2), and installing it needs root."; \
	fi; \
	if [ -n "$${root+yes}" ]; then \
	  echo "Installing $(1) ..."; \
	  { $$root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    $$root apt-get install -y -qq --no-install-recommends $(1); } > /dev/null 2>&1 < /dev/null \
	  || echo "$(3) tests will be skipped: apt-get could not install $(1)."; \
	fi
endef

browser: ## Debian's Chromium, for the tests that drive a browser
	$(call debian,chromium,$(CHROMIUM),Browser)

scanner: ## Debian's ClamAV, for the tests that scan uploads
	$(call debian,clamav-daemon,$(CLAMD),Scanner)

faketime: ## Debian's faketime, for the tests whose clock is wrong
	$(call debian,faketime,/usr/bin/faketime,Clock)

# --- To use it ----------------------------------------------------------------------------------

run: install ## the site on http://localhost:8000 (PORT changes it), and its worker
	@$(BIN)/python -m sapar.config.manage migrate --verbosity 0
	@echo
	@echo "  Sapar is on http://localhost:$(PORT)/"
	@echo "  Try: answer the questions of one programme, then ask why you got that answer."
	@echo "  Korea's programme of 2025 is over. To see the site on one of its days:"
	@echo "  SAPAR_NOW=2026-01-20T09:00+09:00 make run"
	@echo "  Ctrl-C stops it."
	@echo
	@$(BIN)/sapar worker & worker=$$!; \
	trap 'kill $$worker 2> /dev/null || true; wait $$worker || true' EXIT; \
	$(BIN)/python -m sapar.config.manage runserver localhost:$(PORT) $(ARGS)

# A folder of its own, and a day of its own: SAPAR_NOW=2026-03-03T09:00+09:00 make demo shows what lapsed.
DEMO_NOW := $(or $(SAPAR_NOW),2026-01-20T09:00+09:00)
DEMO = SAPAR_NOW=$(DEMO_NOW) SAPAR_DATA=$(or $(SAPAR_DATA),var/demo/$(firstword $(subst T, ,$(DEMO_NOW))))

demo: install ## the site with a small post and invented people in it
	@$(DEMO) $(BIN)/python -m sapar.config.manage migrate --verbosity 0
	@$(DEMO) $(BIN)/python -m sapar.config.demo seed
	@$(DEMO) $(MAKE) run

demo-code: install ## what the authenticator app of the demonstration's officers shows now
	@$(DEMO) $(BIN)/python -m sapar.config.demo code

worker: install ## a worker of its own: what the site does later
	@$(BIN)/sapar worker

# --- To trust it --------------------------------------------------------------------------------

test: install browser scanner faketime ## every test but Spark's: on SQLite, then again on PostgreSQL what keeps something, and the jobs
	@$(BIN)/pytest -n 2 -m "not spark" $(ARGS)
	@DATABASE_URL=$(POSTGRES) $(BIN)/pytest -n 2 -m "django_db and not browser" $(ARGS)
	@DATABASE_URL=$(POSTGRES) SAPAR_JOBS=procrastinate \
	  $(BIN)/pytest -n 2 -m django_db tests/apps/jobs $(ARGS)

check: lint types imports licences docs-check law ## style, types, the plan of the house, licences, docs and law

lint: install ## style
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: install ## types
	@$(BIN)/mypy

imports: install ## who may import whom
	@$(BIN)/lint-imports

# psycopg is under the LGPL, used unmodified; nothing else may have GPL in its licence.
licences: install ## whether what we stand on may be given on
	@$(BIN)/pip-licenses --from=mixed --partial-match --fail-on=GPL \
	  --ignore-packages psycopg psycopg-binary psycopg-pool > /dev/null

docs-check: install ## whether the pages say what the code does
	@$(BIN)/python -m sapar.config.reference --check

law: install ## whether every instrument is whole, and its worked cases hold
	@$(BIN)/sapar check
	@$(BIN)/sapar examples

bench: install ## each benchmark against its peer or its limit
	@$(BIN)/python benchmarks/run.py $(ARGS)
	@$(BIN)/python benchmarks/web/bench_web.py
	@$(BIN)/python benchmarks/journal/bench_journal.py
	@$(BIN)/python benchmarks/cases/bench_cases.py
	@$(BIN)/python benchmarks/jobs/bench_jobs.py
	@DATABASE_URL=$(POSTGRES) $(BIN)/python benchmarks/jobs/bench_jobs.py
	@DATABASE_URL=$(POSTGRES) SAPAR_JOBS=procrastinate $(BIN)/python benchmarks/jobs/bench_jobs.py

spark: install ## Spark, and the tests that need it
	@if ! grep -rqs 'mark\.spark' tests; then echo "No test needs Spark yet."; exit 0; fi; \
	if ! command -v java > /dev/null; then echo "Spark needs Java 17 or newer."; exit 1; fi; \
	$(MAKE) $(VENV)/.spark; \
	$(BIN)/pytest -m spark $(ARGS)

$(VENV)/.spark: requirements-spark.lock $(VENV)/.sapar
	@echo "Installing Spark ..."
	@if [ -x $(BIN)/uv ]; then \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes \
	    -r requirements-spark.lock; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements-spark.lock; \
	fi
	@touch $@

# --- To change it -------------------------------------------------------------------------------

docs: install ## write the generated pages anew
	@$(BIN)/python -m sapar.config.reference

format: install ## lay the code out, and mend what can be mended
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header $(ARGS)

lock: $(VENV)/.begun ## pin every dependency anew (ARGS=--upgrade moves them forward)
	@$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' \
	  | $(COMPILE) --no-annotate --constraint requirements.lock - -o requirements-spark.lock
	@! grep -nE '://|file:|^-|/' requirements*.lock \
	  || { echo "A lock names a place it should not."; exit 1; }

clean: ## forget everything made here but the data
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis \
	  .coverage htmlcov build dist src/*.egg-info
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} + 2> /dev/null || true
	@find src -name '*.mo' -delete
