# make site    set everything up and build the demonstration site
# make serve   set everything up and show the site in a browser while you write
# make test    set everything up and run all checks and tests
# make checker  install the Nu HTML Checker (needs npm and Java), so that the tests hold every page against it
# make lint    the checks alone: style and types
# make bench-setup   install the generators that ours is compared with (pip and npm)
# make bench   time ours and theirs; see benchmarks/README.md
# make clean   remove everything that these made
#
# PYTHON names another Python (3.11 or later); ARGS goes to the build: make site ARGS="--drafts"

PYTHON ?= python3
ARGS ?=
# A checker learns: a newer one may find what this one lets pass, so its version is raised by hand.
CHECKER := 26.9.27
BIN := .venv/bin
READY := .venv/ready

.PHONY: site serve test checker lint bench-setup bench clean

site: $(READY)
	@$(BIN)/python build.py $(ARGS)
	@echo "Open this file in a browser:"
	@echo "    $(CURDIR)/output/index.html"
	@echo "or serve the site as a host would, and open http://localhost:8000/:"
	@echo "    $(PYTHON) -m http.server --directory output 8000"

serve: $(READY)
	@$(BIN)/python build.py serve $(ARGS)

# Each part runs even if the one before it failed, so that one run tells everything: at its end also what was left
# out, and what that needs.
test: $(READY)
	@$(MAKE) --no-print-directory lint; linted=$$?; $(BIN)/python -m pytest -q -rs -n auto && exit $$linted

checker: $(READY)
	@command -v npm >/dev/null || { echo "npm is needed, and Java: apt-get install npm default-jre-headless"; exit 1; }
	@npm install --no-save --no-audit --no-fund --ignore-scripts --silent --prefix .venv/checker vnu-jar@$(CHECKER)

lint: $(READY)
	@$(BIN)/ruff check; tidy=$$?; $(BIN)/mypy && exit $$tidy

bench-setup: $(READY)
	@$(BIN)/python benchmarks/bench.py --setup $(ARGS)

bench: $(READY)
	@$(BIN)/python benchmarks/bench.py $(ARGS)

# Set up again only when what has to be installed may have changed.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed. Name one: make PYTHON=python3.13"; exit 1; }
	@echo "Setting up in .venv; the first time this takes a minute."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable ".[dev]"
	@$(BIN)/python -m compileall -q weeknotes  # as installers do with what they copy
	@touch $@

clean:
	@rm -rf .venv .bench dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .weeknotes
	@find output -mindepth 1 ! -path output/.gitignore -delete
	@find weeknotes tests -name __pycache__ -prune -exec rm -rf {} +
