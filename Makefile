# One short verb per task. `make demo` and `make test` set everything up in .venv when needed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lab build lint bench record clean help

help:
	@echo "make demo   build the course, deal a demo class, grade it, show the table"
	@echo "make test   run every test"
	@echo "make lab    open JupyterLab on the first lesson"
	@echo "make build  bring notebooks, release/ and solutions/ up to date"
	@echo "make lint   check code and lessons"
	@echo "make bench  time the fast paths against plain loops, and grading against nbgrader (15 minutes)"
	@echo "make record note what running each lesson uses (some minutes)"
	@echo "make clean  remove what the other commands made"

demo: $(READY)
	@$(BIN)/greenlib demo

test: $(READY)
	@$(BIN)/pytest -n auto

lab: $(READY)
	@$(BIN)/jupyter lab course/00-start-here.ipynb

build: $(READY)
	@$(BIN)/greenlib build
	@$(BIN)/greenlib review pages

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/greenlib lint

bench: $(READY)
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks grading

record: $(READY)
	@$(BIN)/python -m benchmarks.record

# Installs only when what is to be installed has changed, so a second run starts at once.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "greenlib needs Python 3.11 or newer; $(PYTHON) is" `$(PYTHON) -V 2>&1`; \
	    echo "Next: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (about two minutes, once) ..."
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "The venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) demo build .pytest_cache .ruff_cache .build-* *.egg-info gradebook.db
	find . -name __pycache__ -prune -exec rm -rf {} +
