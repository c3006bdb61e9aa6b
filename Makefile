# The front door. "make" alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test check audit personas bench docs voice listen lock clean

bin := .venv/bin
compile := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what the kiosk needs: Debian packages, .venv, locked Python packages
	@.ci/setup run

setup-test: ## The same and what the tests need
	@.ci/setup test

run: setup ## Start platform, worker and window; without a screen, a scripted citizen (see out/)
	@$(bin)/python -m ui.rehearsal

# Three processes, since each waits for programs of its own a third of the time.
test: setup-test ## Run every test on both cores
	@$(bin)/pytest -n 3 --dist worksteal -q -rfEsX

check: setup-test ## Lint, format, types, import contracts, generated tables, a recording for each sentence
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/python -m tests.generate_docs --check
	$(bin)/python -m ui.voicing check --voice zf_xiaoxiao
	$(bin)/python -m ui.voicing check --voice zm_yunyang
	$(bin)/python -m ui.voicing check --voice af_heart
	@echo "vulture (a report, not a gate):"; $(bin)/vulture kiosk ui sync --min-confidence 80 || true

audit: setup-test ## Look at every page of the product in every text size and palette
	@$(bin)/python -m tests.audit

personas: setup-test ## Have eight people apply for every service, each by their own channel; takes an hour
	@$(bin)/python -m tests.personas

bench: setup-test ## Measure speed and memory, as ratios where a machine's own speed would decide
	@$(bin)/python -m tests.bench

docs: setup-test ## Write the generated tables into ADMIN.md
	@$(bin)/python -m tests.generate_docs

voice: setup-test ## Record what the product says with the neural voice; needs npm, takes hours
	@.ci/voice

listen: setup-test ## Have a speech recogniser listen to the recordings, and print how much it understood
	@.ci/listen

lock: ## Resolve the lock files again from pyproject.toml (needs uv)
	$(compile) pyproject.toml -o requirements.lock
	$(compile) pyproject.toml --group dev --constraint requirements.lock -o requirements-dev.lock
	sed 's/ .*//; /^$$/d' requirements-carriers.lock | $(compile) --no-deps - -o requirements-carriers.lock
	sed 's/ .*//; /^$$/d' .ci/voice-requirements.lock | $(compile) --no-deps - -o .ci/voice-requirements.lock
	sed 's/ .*//; /^$$/d' .ci/listen-requirements.lock | $(compile) --no-deps - -o .ci/listen-requirements.lock

clean: ## Remove caches and out/; the virtual environment stays
	rm -rf out build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage *.egg-info
	find assets kiosk sync tests ui -name __pycache__ -prune -exec rm -rf {} +
