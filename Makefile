PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: install demo test lint bench lock clean

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gipcrawler needs Python 3.11 or newer: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing gipcrawler and what it needs into .venv …"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	@$(BIN)/python -m tests.demo

test: install
	@$(BIN)/python -m tests.services
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: install
	@$(BIN)/python -m benchmarks

# the locked dependencies, with hashes and no index address, of the project and of the two programs that live in
# environments of their own: pywb, and in the tests the validator of WACZ files; needs uv
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
           --no-header --upgrade --quiet

lock:
	$(COMPILE) pyproject.toml --all-extras --group build --group lint --group test -o requirements.lock
	echo pywb==2.10.0 | $(COMPILE) - -o gipcrawler/warc/replay.lock
	echo wacz==0.6.0 | $(COMPILE) - -o tests/cli/wacz.lock

clean:
	rm -rf .venv build *.egg-info
