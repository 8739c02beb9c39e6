# make run | test | test-all | check | bench | screenshots | soak        (make PYTHON=/path/to/python …)

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3 || command -v python)
VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
PY := $(BIN)/python
SAMPLE := build/sample.masarw
# A display: any on Windows and macOS, a named one elsewhere.
ifeq ($(OS),Windows_NT)
  SCREEN := yes
else ifeq ($(shell uname -s),Darwin)
  SCREEN := yes
else
  SCREEN := $(or $(WAYLAND_DISPLAY),$(DISPLAY))
endif

.PHONY: run test test-all check format lint types floors budgets catalogues bench screenshots soak system venv clean

ifneq ($(strip $(SCREEN)),)
run: venv
	@mkdir -p build
	@test -f $(SAMPLE) || $(PY) main.py sample $(SAMPLE)
	$(PY) main.py $(SAMPLE)
else
run: venv
	@echo "No display here: doing the main job headless."
	QT_QPA_PLATFORM=offscreen $(PY) main.py demo demo-output
	@echo "Look into demo-output/: the workspace, signed PDFs, the workbook, a package, pictures of the pages."
endif

# Explained asserts cost every worker ten seconds: what fails is run once more, with explanations.
SPREAD := -n auto --dist worksteal --assert=plain
AGAIN = { $(PY) -m pytest -q --lf --lfnf=none -p no:randomly; exit 1; }

test: venv
	$(PY) -m pytest -q $(SPREAD) -m "not slow and not soak" || $(AGAIN)

test-all: venv
	$(PY) -m pytest -q $(SPREAD) -m "not soak" || $(AGAIN)

soak: venv
	HYPOTHESIS_PROFILE=soak $(PY) -m pytest -q -n auto -o faulthandler_timeout=7200 -m "soak or slow" || test $$? -eq 5
	$(PY) tests/soak/schedules.py

# Each part can be called alone; `make -k check` shows what all of them say.
check: format lint types floors budgets catalogues

format: venv
	$(PY) -m ruff format --check .

lint: venv
	$(PY) -m ruff check .

types: venv
	$(PY) -m mypy --strict app main.py

floors: venv
	$(BIN)/lint-imports --no-logo

budgets: venv
	$(PY) -m pytest -q tests/test_budgets.py tests/architecture

catalogues: venv
	$(PY) -m app.words.check

bench: venv
	$(PY) -m benchmarks

screenshots: venv
	QT_QPA_PLATFORM=offscreen $(PY) -m tools.screenshots screenshots

system:
	@bash tools/system-packages.sh

venv: system $(VENV)/.stamp

$(VENV)/.stamp: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Masar needs Python 3.11 or later." >&2; exit 1; }
	@"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Masar needs Python 3.11 or later; $(PYTHON) is older." >&2; exit 1; }
	@"$(PYTHON)" -c "import ensurepip" 2>/dev/null || bash tools/system-packages.sh python3-venv
	"$(PYTHON)" -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build demo-output screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis
