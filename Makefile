# `make demo` and `make test` set up all they need in .venv: Python 3.11 or later and a package registry are enough.
# Paths are relative, so that the folder's own path may hold blanks.

# the newest of these that is there and new enough; PYTHON=/path/to/python names another
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
PY = .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# one thread a process: the same figures everywhere, and no fight for cores
export OMP_NUM_THREADS = 1

.PHONY: demo test test-all lint clean

demo: .venv/kg.stamp ## builds the example reports into ./demo-store and asks them a few questions
	PATH="$$PWD/.venv/bin:$$PATH" bash examples/demo.sh

test: .venv/dev.stamp ## the tests that need nothing but Python
	$(PY) -m pytest -m "not heavy"

test-all: .venv/dev.stamp ## all tests; the reason of each that is skipped says what is missing
	$(PY) -m pytest

lint: .venv/dev.stamp ## style, types and who may import whom
	$(PY) -m ruff check .
	$(PY) -m mypy --strict kg
	PATH="$$PWD/.venv/bin:$$PATH" lint-imports

clean: ## what the other targets made
	rm -rf .venv demo-store

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.11 or later, with venv; name it: make PYTHON=/path/to/python" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv

.venv/kg.stamp: pyproject.toml | .venv/bin/python
	$(PY) -m pip install --quiet --editable .
	@touch $@

.venv/dev.stamp: .venv/kg.stamp
	$(PY) -m pip install --quiet --editable ".[dev,browser,tables,notebook]"
	@touch $@
