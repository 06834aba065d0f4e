# Roker: set-up and daily commands. `make help` lists them. Needs Python 3.11 or newer.

PYTHON ?= python3
UV := uv==0.13.9
FRONTEND := govuk-frontend@6.3.0
SASS := sass@1.108.2
VENDOR := roker/web/static/vendor

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := .venv/ready

# A fingerprint of what pyproject.toml asks for. `make lock` writes it into the lock file, `make check` compares it.
ASKED = $(shell $(BIN)/python -c "import hashlib, json, tomllib; \
	p = tomllib.load(open('pyproject.toml', 'rb')); \
	asked = [p['project']['requires-python'], p['project']['dependencies'], p['dependency-groups']]; \
	print(hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16])")

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench fuzz spark believable docs lock assets clean

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(READY)  ## Show the site on a made-up authority (sets everything up first)
	@$(BIN)/roker demo

test: $(READY)  ## Run the tests (sets everything up first)
	@$(BIN)/python -m pytest

check: $(READY)  ## Format, lint, types, imports, documentation, lock file
	@echo 'Format'        && $(BIN)/ruff format --check --quiet .
	@echo 'Lint'          && $(BIN)/ruff check --quiet --output-format concise .
	@echo 'Types'         && $(BIN)/mypy --no-error-summary
	@echo 'Imports'       && $(BIN)/lint-imports --no-logo
	@echo 'Documentation' && $(BIN)/python docs/generate.py --check
	@echo 'Lock file'     && if grep -nE '[a-z]+://' requirements.lock; then \
		echo 'requirements.lock names an address. Run: make lock' >&2; exit 1; fi
	@grep -qx '#    make lock (for $(ASKED))' requirements.lock || { \
		echo 'requirements.lock was made for other dependencies than pyproject.toml asks for. Run: make lock' >&2; exit 1; }

fix: $(READY)  ## Mend what can be mended by itself: format and lint
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: $(READY)  ## Measure
	@$(BIN)/python -m benchmarks

fuzz: $(READY)  ## Give readers damaged files for long; SECONDS=300 for each, with atheris where there is one
	@$(BIN)/uv pip install --quiet --system-certs --group fuzz || echo 'atheris could not be installed: going on without it.'
	@$(BIN)/python -m tests.formats.damaged.longer --seconds $(or $(SECONDS),300)

spark: $(READY)  ## Run the engine's text on a real Spark (needs Java 17 and the network once)
	@$(BIN)/uv pip install --quiet --system-certs --group spark
	@ROKER_TEST_EVERYTHING=1 $(BIN)/python -m pytest tests/equivalence/test_spark.py

believable: $(READY)  ## Compare made-up authorities with published figures over SEEDS=20 seeds, for the manual
	@$(BIN)/python docs/believable.py --seeds $(or $(SEEDS),20) && $(BIN)/python docs/generate.py

docs: $(READY)  ## Generate the reference pages from the catalogues
	@$(BIN)/python docs/generate.py

lock: $(READY)  ## Choose the versions again (needs the network); UPGRADE=1 for the newest
	@$(PIP) '$(UV)'
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-config --system-certs --quiet \
		$(if $(UPGRADE),--upgrade) --custom-compile-command 'make lock (for $(ASKED))' --output-file requirements.lock

assets:  ## Compile the style sheet again (needs npm and the network)
	@npm install --prefix build/assets --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --silent \
		$(FRONTEND) $(SASS)
	@build/assets/node_modules/.bin/sass --style=compressed --no-source-map --load-path=build/assets/node_modules \
		roker/web/assets/roker.scss $(VENDOR)/roker.css
	@sed 's,//# sourceMappingURL=.*,,' build/assets/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
		> $(VENDOR)/govuk-frontend.min.js

clean:  ## Remove what was installed and generated here (not what the site recorded)
	@rm -rf .venv build dist htmlcov .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Roker needs Python 3.11 or newer, and there is no $(PYTHON) here. Install it, or name yours: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Roker needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up .venv: about a quarter of a minute on a good line, and only when the dependencies change.'
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@{ $(PIP) '$(UV)' && $(BIN)/uv pip sync --quiet --system-certs --python $(BIN)/python --require-hashes requirements.lock; \
	} 2> .venv/uv.log || { echo 'The fast installer did not work here (.venv/uv.log says why); using pip, which takes longer.' && \
		$(PIP) --use-pep517 --require-hashes --requirement requirements.lock; }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(READY)
