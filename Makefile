# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
DIR ?= demo

.PHONY: help demo test lint check serve bench docs screenshots clean

help:
	@echo "make demo         install into .venv and play the whole story"
	@echo "make test         everything that CI runs, browser tests too"
	@echo "make serve        open the pages of the demo's workspace"
	@echo "make bench        measure, against floors and peers"
	@echo "make docs         write the page of change kinds from vocab/"
	@echo "make screenshots  a picture of every page, wide and narrow, light and dark"

.venv/installed: pyproject.toml .ci/constraints.txt
	@.ci/needs python "$(PYTHON)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e ".[reasoning]"
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt --group dev
	@touch $@

demo: .venv/installed
	$(BIN)/ontoman demo $(DIR) --again

test: lint
	@.ci/needs browser
	@.ci/needs java
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

lint: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: .venv/installed
	@test -f $(DIR)/ontoman.toml || $(BIN)/ontoman demo $(DIR) --again
	$(BIN)/ontoman serve -w $(DIR)

bench: .venv/developing
	$(BIN)/python bench/run.py

docs: .venv/installed
	$(BIN)/python -m ontoman.operations.kinds_page > docs/changes.md.new
	@mv docs/changes.md.new docs/changes.md

screenshots: .venv/developing
	@.ci/needs browser
	$(BIN)/python tests/web/screenshots.py

clean:
	rm -rf .venv demo screenshots bench/data
