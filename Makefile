# `make demo` and `make test` set up everything they need in .venv; nothing else has to be typed before.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check gate compare setup format clean

.venv/demo: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/demo
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

setup: .venv/dev

demo: .venv/demo
	$(BIN)/python examples/demo.py

test: .venv/dev
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# every room on our own gold against its floors; arguments: make gate ARGS="--raise"
gate: .venv/dev
	$(BIN)/python -m evaluation.gate $(ARGS)

# what came, went and changed since a revision, sentence by sentence
REV ?= HEAD
compare: .venv/dev
	$(BIN)/python -m evaluation.compare $(REV) $(ARGS)

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build dist *.egg-info demo
