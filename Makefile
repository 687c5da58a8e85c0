# Commands of this repository. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
HOME_DIR ?= data/example
export GX_ANALYTICS_ENABLED := false
export DAGSTER_DISABLE_TELEMETRY := yes
# The theme's announcement of its successor at each build.
export NO_MKDOCS_2_WARNING := 1
# Compiled modules are kept wherever the surroundings forbid it: each command starts seconds sooner.
unexport PYTHONDONTWRITEBYTECODE
# Small matrices: more BLAS threads than one only wait for each other.
export OMP_NUM_THREADS := 1

ifdef UV
PIP_INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help run test test-long test-spark check ui bench bench-allocation bench-volume torture docs supply-chain messages lock clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "Python 3.11, 3.12 or 3.13 is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Say which one: make run PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: locks/run.txt pyproject.toml $(VENV)/created
	@echo "Installing what is needed to run (locked versions) into $(VENV) …" >&2
	@$(PIP_INSTALL) --require-hashes -r locks/run.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: locks/dev.txt $(VENV)/run
	@echo "Installing what is needed to test and check (locked versions) into $(VENV) …" >&2
	@$(PIP_INSTALL) --require-hashes -r locks/dev.txt
	@touch $@

$(VENV)/spark: locks/spark.txt $(VENV)/dev
	@echo "Installing Spark (locked versions) into $(VENV) …" >&2
	@$(PIP_INSTALL) --require-hashes -r locks/spark.txt
	@touch $@

run: $(VENV)/run ## the whole daily job on the example project, or on HOME_DIR=…
	@test -f "$(HOME_DIR)/smm.yaml" || { test "$(HOME_DIR)" = data/example && $(BIN)/smm demo "$(HOME_DIR)"; }
	@$(BIN)/smm run --home "$(HOME_DIR)"; code=$$?; test $$code -eq 0 -o $$code -eq 3

test-spark: $(VENV)/spark ## the tests of the engine Spark, on a real cluster of this machine (needs Java)
	@$(BIN)/python -m pytest -q tests/warehouse/spark

test: $(VENV)/dev ## the tests, but for those that take long
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q -m "not long"

test-long: $(VENV)/dev ## how-tos followed to their ends, more mornings and days: what `make test` leaves out
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q -m long

check: $(VENV)/dev ## format, lint, types, architecture
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/architecture

ui: $(VENV)/run ## the Dagster UI on loopback, with schedules and sensors running
	@test -f "$(HOME_DIR)/smm.yaml" || $(BIN)/smm demo "$(HOME_DIR)"
	@$(BIN)/smm ui --home "$(HOME_DIR)"

bench: bench-allocation bench-volume ## judge the recommendation on simulated worlds; time starting up, large files, validation
	@$(BIN)/python -m bench.start.run
	@$(BIN)/python -m bench.inspect.run
	@$(BIN)/python -m bench.validation.run

bench-allocation: $(VENV)/dev ## judge the recommendation beside simple rules on simulated worlds
	@$(BIN)/python -m bench.allocation.run --jobs 2

bench-volume: $(VENV)/dev build/rival/created ## large exports beside bare SQL and dlt + dbt-duckdb, and the page of it (hours)
	@$(BIN)/python -m bench.volume.run --rows 100000 1000000 4000000 10000000 --morning 100000 --inside 4000000 --keep
	@$(BIN)/python -m bench.volume.page
	@$(BIN)/python -m bench.volume.growth

build/rival/created: locks/rival.txt
	@echo "Installing dlt and dbt (locked versions) into build/rival …" >&2
	@$(PYTHON) -m venv build/rival
	@$(if $(UV),$(UV) pip install --quiet --python build/rival/bin/python,build/rival/bin/python -m pip install --quiet --disable-pip-version-check) --require-hashes -r $<
	@touch $@

torture: $(VENV)/dev ## the long forms of tests: thousands of changed exports and damaged files, killed processes, many shops, all mornings, simulated days, months, small tests
	@$(MAKE) --no-print-directory test-long
	@SMM_MUTANTS=$${SMM_MUTANTS:-150} $(BIN)/python -m pytest -n 2 -q tests/mutation
	@SMM_FUZZ=$${SMM_FUZZ:-10000} $(BIN)/python -m pytest -n 2 -q tests/fuzz
	@SMM_FRAMES=$${SMM_FRAMES:-60} $(BIN)/python -m pytest -n 2 -q tests/validation/test_two_judges.py
	@SMM_MATURITY_SEEDS=$${SMM_MATURITY_SEEDS:-20} $(BIN)/python -m pytest -q tests/maturity
	@SMM_MORNINGS=$${SMM_MORNINGS:-all} SMM_ORDERS=$${SMM_ORDERS:-20} $(BIN)/python -m pytest -n 2 -q tests/replay
	@SMM_DAYS=$${SMM_DAYS:-60} $(BIN)/python -m pytest -q tests/days
	@SMM_LOOKS=$${SMM_LOOKS:-2000} $(BIN)/python -m pytest -n 2 -q tests/effectiveness
	@SMM_MONTHS=$${SMM_MONTHS:-5} $(BIN)/python -m pytest -q tests/dbt_like_sql/test_projection_months.py
	@SMM_HISTORIES=$${SMM_HISTORIES:-20} $(BIN)/python -m pytest -q tests/dbt_like_sql/test_incremental.py tests/dbt_like_sql/test_fetch_law.py
	@SMM_ENGINES=$${SMM_ENGINES:-all} $(BIN)/python -m pytest -n 2 --dist loadfile -q tests/dbt_like_sql tests/conformance
	@SMM_KILLS=$${SMM_KILLS:-20} SMM_DELIVERIES=$${SMM_DELIVERIES:-9} SMM_SWAPS=$${SMM_SWAPS:-200} SMM_ATTACKS=all SMM_FILES=$${SMM_FILES:-100000} SMM_DISKS="$${SMM_DISKS:-2 4 8 12 16 20 24 28 32 40 48 64}" $(BIN)/python -m pytest -n 2 --dist loadfile -q tests/attacks
	@SMM_SCREENS=all $(BIN)/python -m pytest -q tests/report/test_in_browser.py
	@SMM_NUMBERS=all $(BIN)/python -m pytest -q tests/cli/test_on_demo.py
	@SMM_RUN_ON_SPARK=$${SMM_RUN_ON_SPARK:-whole} $(BIN)/python -m pytest -q tests/warehouse/spark/test_how_to.py tests/warehouse/spark/test_connect.py

docs: $(VENV)/dev ## write docs/reference again from the code, and build the site into build/site
	@$(BIN)/python -m smm_assets.networks.catalogue docs/reference
	@$(BIN)/python -m smm_assets.kpis.catalogue docs/reference
	@$(BIN)/python -m smm_assets.settings.catalogue docs/reference
	@$(BIN)/python -m pipelines.cli.catalogue docs/reference
	@$(BIN)/python -m smm_assets.dictionary.pages docs/reference
	@$(BIN)/python -m deploy.supply.licences docs/reference
	@$(BIN)/python -m mkdocs build

supply-chain: $(VENV)/dev ## locks, licences, bill of materials, reproducible wheel; known vulnerabilities by ADVISORIES=folder or ZIP
	@$(BIN)/python -m deploy.supply.run $(if $(ADVISORIES),--advisories "$(ADVISORIES)") --into build

messages: $(VENV)/run ## bring the catalogues of languages up to the messages of the code
	@$(BIN)/python -m smm_assets.language.messages

lock: ## resolve the locked versions again (needs uv)
	@test -n "$(UV)" || { echo "uv is needed to resolve versions: pip install uv" >&2; exit 2; }
	@$(UV) pip compile pyproject.toml --group build --group ui --universal --generate-hashes --no-strip-extras --no-header -q -o locks/run.txt
	@$(UV) pip compile pyproject.toml --extra postgres --group build --universal --generate-hashes --no-strip-extras --no-header -q -c locks/run.txt -o locks/production.txt
	@$(UV) pip compile pyproject.toml --extra postgres --group dev --universal --generate-hashes --no-strip-extras --no-header -q -c locks/run.txt -o locks/dev.txt
	@$(UV) pip compile bench/volume/rival/requirements.in --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -q -o locks/rival.txt
	@$(UV) pip compile pyproject.toml --extra postgres --extra spark --group dev --universal --generate-hashes --no-strip-extras --no-header -q -c locks/dev.txt -o locks/spark.txt

clean: ## remove the environment and caches; project data stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
