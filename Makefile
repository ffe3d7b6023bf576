# Everything a person needs to type. Each target sets up what it needs; nothing has to be activated.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Where `make demo` builds its story: a new folder each time.
DEMO   ?= build/demo/$(shell date +%Y%m%d-%H%M%S)
# How long `make simulate` goes on, and with which seed it begins.
TIME   ?= 60
START  ?= 1

# A shell may forbid Python to keep what it compiled; each of the many processes of the tests and of
# the bench would then compile the program anew, which nobody who has installed it waits for.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help setup run test check simulate fuzz bench screenshots build demo i18n clean

help:  ## list these targets
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "make %-12s %s\n", $$1, $$2}'

$(VENV)/.ok: requirements.txt requirements-dev.txt tools/setup.py
	@$(PYTHON) tools/setup.py $(VENV)
	@touch $@

setup: $(VENV)/.ok  ## make .venv, install everything pinned, and Qt's system libraries

run: $(VENV)/.ok  ## open the app (without a display: run the demonstration instead)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  echo "suixing: there is no display here, so the demonstration runs instead of the window."; \
	  $(MAKE) --no-print-directory demo; \
	else \
	  $(BIN)/python -m ui.main; \
	fi

demo: $(VENV)/.ok  ## HQ and two laptops of one branch, in a fresh folder under build/demo
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/python -m ui.main demo $(DEMO)

test: $(VENV)/.ok  ## run the tests, without a screen
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(VENV)/.ok  ## style, types, floors, and that every sentence is translated
	@$(BIN)/ruff check -q --output-format concise .
	@$(BIN)/ruff format --check -q --output-format concise .
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }
	@$(BIN)/python tools/compile_catalogue.py --check

simulate: $(VENV)/.ok  ## random histories with accidents for TIME seconds, from seed START on
	@$(BIN)/python -m tests.simulation --time $(TIME) --start $(START)

bench: $(VENV)/.ok  ## measure; docs/benchmarks.md keeps the numbers
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

fuzz: $(VENV)/.ok  ## look for bytes that a parser does not stand (TARGET=pack, TIME=60 seconds each)
	@nice $(BIN)/python -m tests.fuzz $(TARGET) --seconds $(if $(filter file,$(origin TIME)),10,$(TIME))

screenshots: $(VENV)/.ok  ## draw every page in both sizes and themes into build/screenshots
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.desktop.screenshots --all build/screenshots

build: $(VENV)/.ok  ## freeze the program into dist/suixing
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

i18n: $(VENV)/.ok  ## join the translations into the catalogues the program reads
	@$(BIN)/python tools/compile_catalogue.py

clean:  ## remove what can be made again; records are never here
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	  *.egg-info
	@find app ui sync db tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
