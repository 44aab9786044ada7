# Two commands: `make run` and `make test`. Python 3.11 or newer is all they need.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup setup-tests run serve build check test lint types unit bench clean

help:
	@echo "make run     set up, build the store and serve on http://127.0.0.1:$(PORT)"
	@echo "make test    everything: lint, types, import rules, unit, golden, page and browser tests"
	@echo "make bench   print the speed and size figures"
	@echo "make build   bring the store up to what config/ and data/ say"
	@echo "make check   look over configuration and data"

setup:
	@$(PYTHON) tools/setup.py requirements.txt

run: setup build serve

build:
	@$(BIN)/python -m pmf_core build

serve:
	@echo "The hub is at http://127.0.0.1:$(PORT) (stop it with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

check:
	@$(BIN)/python -m pmf_core check

setup-tests:
	@$(PYTHON) tools/setup.py requirements-dev.txt

test: setup-tests lint types unit

lint:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types:
	@$(BIN)/pyright

unit:
	@$(BIN)/pytest -n 2 --dist loadgroup

bench: setup-tests
	@$(BIN)/python -m tests.benchmarks

clean:
	rm -rf .venv store artefacts .pytest_cache .ruff_cache .import_linter_cache .hypothesis
