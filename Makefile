# Every target installs what it needs; a second time it needs no network.
PYTHON := .venv/bin/python
# One more than there are cores, up to four: those that wait for a demonstration need none.
PROCESSES := $(shell echo $$(( $$(nproc) < 4 ? $$(nproc) + 1 : 4 )))
ALL := --numprocesses=$(PROCESSES) --dist=loadgroup --no-loadscope-reorder
unexport PYTHONDONTWRITEBYTECODE # which would double the time of every start
.PHONY: help demo test check check-types check-form bench assets docs

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile
demo: ## Run it all with a sample county until Ctrl-C (ARGS="--port 8001 --reset")
	@python3 requirements/install.py demo
	@$(PYTHON) -m panel.supervisor.assets
	@exec $(PYTHON) manage.py demo $(ARGS)
test: assets ## Run every test, or some (ARGS="tests/cases -k quorum")
	@$(PYTHON) -m slipcover --dont-wrap-pytest -m pytest $(or $(ARGS),$(ALL))
	@$(PYTHON) -m slipcover --merge .coverage.json $(if $(ARGS),,--fail-under=90)
check: assets ## Check form, types, directions, migrations, documents and lock files
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-types check-form
check-types:
	@$(PYTHON) -m mypy
check-form:
	@$(PYTHON) -m ruff format --check --quiet . && $(PYTHON) -m ruff check --quiet .
	@.venv/bin/lint-imports
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@$(PYTHON) manage.py docs --check
	@! grep --line-number -e '://' requirements/*.txt && ! grep '"resolved"' package-lock.json
bench: assets ## Measure it beside its peers
	@$(PYTHON) -m bench $(ARGS)
assets: ## Install what developing needs, and build styles and fonts
	@python3 requirements/install.py dev
	@$(PYTHON) -m panel.supervisor.assets
docs: assets ## Write the generated documents anew
	@$(PYTHON) manage.py docs
