# Everything lives in .venv; only Python 3.11 or later and make are needed.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.khabar-installed
COMPILED := src/khabar/data/compiled/.done
ASSETS := src/khabar/web/static/vendor/.done
SOURCES := $(shell find src/khabar/data \( -name '*.yaml' -o -name '*.tsv' \) -not -path '*/demo/*') \
           $(shell find src/khabar/compile src/khabar/language -name '*.py')
ENGINE := build/engine/.done
SHIPPED := $(shell find src/khabar -type f -not -name '*.pyc' -not -path '*/data/compiled/*' -not -path '*/vendor/*')
CORPUS ?=

.PHONY: demo test lint format fast bench bench-pages check examples docs assets browser clean

demo: $(COMPILED)
	$(BIN)/khabar demo --output khabar-demo.html

test: $(COMPILED) $(ASSETS) browser
	$(BIN)/python -m pytest

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports
	$(BIN)/python scripts/compile_engine.py --check  # what mypyc cannot compile would make every wheel slow

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(COMPILED)
	$(BIN)/khabar check ar

# khabar with its engine compiled, as a wheel has it: build/engine/bin/khabar. Needs a C compiler and Python's headers; takes
# a minute or two. It is a copy, made anew when a source is newer: .venv/bin/khabar always runs the sources.
fast: $(ENGINE)

$(ENGINE): $(COMPILED) $(SHIPPED) scripts/compile_engine.py scripts/native_sources.py
	$(BIN)/python scripts/compile_engine.py $(@D)
	@touch $@

# make bench CORPUS=articles.jsonl.gz measures on your own reports, one JSON object with "text" a line. It measures the
# compiled engine where one can be made, and says so.
bench: $(COMPILED)
	@$(MAKE) --no-print-directory fast || rm -rf $(dir $(ENGINE))
	PYTHONPATH="$(CURDIR)/$(dir $(ENGINE))" $(BIN)/python -m bench $(CORPUS)

# The pages of a store of 100,000 events, which takes minutes to make; KHABAR_BENCH_STORE=FILE keeps it for the next time.
bench-pages: $(COMPILED) $(ASSETS) browser
	$(BIN)/python -m bench.web $(CORPUS)

# Puts what khabar prints today, and its figures, into the README and the tutorial.
examples: $(COMPILED)
	$(BIN)/python scripts/examples.py

# The documentation as a site: site/index.html.
docs: $(COMPILED)
	$(BIN)/mkdocs build --strict --quiet

# What the pages load in a browser, by package-lock.json; needs npm.
assets: $(ASSETS)

$(ASSETS): package.json package-lock.json scripts/gather_assets.py scripts/thin_atlas.py $(INSTALLED)
	$(BIN)/python scripts/gather_assets.py
	@touch $@

# The tests of the pages drive a real browser; where there is none, root installs Debian's.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || test -n "$$KHABAR_BROWSER" || \
	{ test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	echo "no Chromium: the tests of the pages in a browser will be skipped; install it, or name one in KHABAR_BROWSER"

$(COMPILED): $(INSTALLED) $(SOURCES)
	$(BIN)/python -m khabar.compile
	@$(BIN)/python -m compileall -q src/khabar  # or the first run would do it
	@mkdir -p $(@D) && touch $@

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("khabar needs Python 3.11 or later: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build node_modules site src/khabar/web/static/vendor src/khabar/data/compiled khabar-demo.html dist .mypy_cache .ruff_cache .pytest_cache
