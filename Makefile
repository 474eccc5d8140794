# Two commands are enough: `make start` and `make test`. Both set up what they need.
PYTHON ?= python3
RUN := .venv/bin
export PYTHONWARNINGS ?= ignore

.PHONY: start test check gesprekken lint-api wheel docs reference licences sbom audit woordbetekenissen urgentienet zelfmoordnet criterianet bench lock setup setup-dev clean

start: setup
	@$(RUN)/bureaudienst start

test: setup-dev
	@$(RUN)/python tools/fetch_tools.py
	PYTHONWARNINGS= $(RUN)/pytest $(ARGS)

check: setup-dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/bureaudienst regels controleer
	$(RUN)/bureaudienst leren controleer

# Ten conversations for docs/gesprekken.md, held with the service as it is now.
gesprekken: setup-dev
	$(RUN)/pytest tests/conversations/test_document.py --schrijf-gesprekken

# The NL API Design Rules, held against the description as the service gives it.
lint-api: setup-dev node_modules
	$(RUN)/pytest tests/service/test_openapi.py

node_modules: package-lock.json
	npm ci --no-audit --no-fund
	@touch node_modules

# Builds the wheel, installs it in a fresh environment elsewhere, and has it answer a message.
wheel: setup-dev
	$(RUN)/python tools/check_wheel.py

# The documentation as a site, in dist/docs.
docs: reference
	$(RUN)/mkdocs build --strict --quiet

# The pages of docs/ that come from data and code.
reference: setup-dev
	@$(RUN)/python tools/write_reference.py

# Whether every file says its licence; what this is made of, as CycloneDX; known holes in what the lock names.
licences sbom audit: setup-dev
	@$(PYTHON) tools/run_tool.py $@

# Make the table of what words mean anew, after a change in data/taal/vertalingen.yml; the nets must learn after it.
woordbetekenissen: setup-dev
	$(RUN)/python tools/make_meanings.py dist/woordenboek data/taal/vertalingen.yml data/taal/woordbetekenissen.npz

# Learn the nets that read messages for danger, for despair and for criteria, after many new examples; get torch, take ten minutes.
urgentienet: setup-dev
	$(RUN)/python -m assistant.safety.urgency_net_lessons dist/urgentielessen.jsonl
	@$(PYTHON) tools/run_tool.py $@

zelfmoordnet: setup-dev
	$(RUN)/python -m assistant.safety.despair_net_lessons dist/zelfmoordlessen.jsonl
	@$(PYTHON) tools/run_tool.py $@

criterianet: setup-dev
	$(RUN)/python -m assistant.nlu.criteria_net_lessons dist/criterialessen.jsonl
	@$(PYTHON) tools/run_tool.py $@

# All figures beside stock Rasa, into docs/metingen.md. Close everything else; it takes an hour or more.
bench: setup-dev
	$(RUN)/python bench/metingen.py $(ARGS)

# The locks hold hashes and no addresses: they work with any index.
lock:
	@$(PYTHON) tools/lock.py

setup:
	@$(PYTHON) tools/setup_environment.py
	@$(PYTHON) tools/page_styles.py

setup-dev:
	@$(PYTHON) tools/setup_environment.py --ontwikkelen
	@$(PYTHON) tools/page_styles.py

clean:
	rm -rf .venv .tools .bureaudienst node_modules dist
