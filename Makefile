# make run     set up what is needed and serve the app   (make run PORT=8600)
# make test    set up what is needed, check the code and run every test
# make fuzz    try files made by a fuzzer on every reader and on the extraction (make fuzz SECONDS=600)
# make bench   measure how fast it is, and write docs/performance.md (about 35 minutes, on a quiet machine)
# make pictures  take the pictures of docs/pictures
# make clean   remove what set-up made
#
# PYTHON           the Python to use, 3.11 or newer        (found by itself)
# GUOBAN_CHROMIUM  the browser for the browser tests       (found by itself, or installed with apt-get)
# GUOBAN_SOFFICE   LibreOffice, for doc, wps, rtf and odt  (found by itself, or installed with apt-get)

PORT ?= 8501
SECONDS ?= 60
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := src tests $(wildcard scripts/*.py) $(wildcard app.py pages benchmarks)

.PHONY: run test check fuzz bench pictures setup setup-dev clean
.DEFAULT_GOAL := run

run: setup
	$(BIN)/streamlit run app.py --server.port $(PORT)

# A process for each core of two; the browser tests, a server and a browser each, run alone.
test: setup-dev check
	GUOBAN_CHROMIUM="$$(scripts/set-up-browser)" && GUOBAN_SOFFICE="$$(scripts/set-up-office)" && \
	export GUOBAN_CHROMIUM GUOBAN_SOFFICE && $(BIN)/python -m pytest -n 2 --dist loadscope --ignore=tests/e2e && \
	$(BIN)/python -m pytest tests/e2e

check: setup-dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

# atheris is built for some Pythons and systems only; where there is none, the program says so.
fuzz: setup-dev
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: atheris==3.0.0
	$(BIN)/python tests/fuzz/run.py $(SECONDS)

bench: setup-dev
	$(BIN)/python benchmarks/run.py
	-$(BIN)/python benchmarks/compare.py benchmarks/latest.json

pictures: setup-dev
	GUOBAN_CHROMIUM="$$(scripts/set-up-browser)" && export GUOBAN_CHROMIUM && $(BIN)/python scripts/take_pictures.py

setup: $(VENV)/installed
setup-dev: $(VENV)/installed-dev

$(VENV)/installed: requirements.txt pyproject.toml
	scripts/set-up-python $(VENV) requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt pyproject.toml
	scripts/set-up-python $(VENV) requirements-dev.txt
	touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
