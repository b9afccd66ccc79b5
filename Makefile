# Every target works on a fresh clone: it makes .venv and installs what it needs. Continuous integration calls only these.
# PYTHON picks the interpreter that .venv is made with (3.11 or newer); uv is used where it is installed and works.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/installed
DEV    := $(VENV)/installed-dev
OUT    ?= build/$(subst train-,,$(firstword $(MAKECMDGOALS)))

.DEFAULT_GOAL := help
.PHONY: help demo test helper-model lint types docs gate bench release clean train-attribution train-certainty train-drift train-same

help:     ## list the targets
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 26

demo: $(RUN)     ## analyse the bundled story, print its ledger, write sayso-demo.html
	$(BIN)/sayso demo

test: $(DEV)     ## run the whole suite
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup $(ARGS)

lint: $(DEV)     ## style, spelling, direction of imports, generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell src tests docs README.md CONTRIBUTING.md changelog.d
	$(BIN)/lint-imports
	$(BIN)/python docs/_generate.py --check

helper-model: $(DEV)     ## install a small language model, 130 MB: the tests of the helper model ask it then
	@$(PYTHON) tools/install.py $(VENV) --only helper-test

types: $(DEV)     ## check the types
	$(BIN)/mypy

docs: $(DEV)     ## write the generated pages and the examples again
	$(BIN)/python docs/_generate.py
	$(BIN)/python docs/_examples.py

gate: $(DEV)     ## fail when a figure falls below its floor (bench/floors.yml)
	$(BIN)/python bench/gate.py

bench: $(DEV)     ## measure quality and speed: the figures of docs/accuracy.md
	$(BIN)/python bench/gate.py --print
	$(BIN)/python bench/stories.py tests/stories/test/*
	$(BIN)/python bench/pipeline.py src/sayso/demo/reports

release: lint types test     ## fold the changelog, build the wheel: make release VERSION=0.2.0
	$(BIN)/python tools/release.py $(VERSION)
	$(BIN)/python -m build --no-isolation

train-attribution: $(DEV)     ## train the tagger and the linker of attribution: make train-attribution DATA=folder [OUT=folder]
	@$(PYTHON) tools/install.py $(VENV) --dev --train
	$(BIN)/python training/attribution/train.py --data $(DATA) --out $(OUT) $(ARGS)
	$(BIN)/python training/attribution/export.py $(OUT)/tagger.pt $(OUT)/model
	$(BIN)/python training/attribution/fit_linker.py --data $(DATA) --tagger $(OUT)/model --out $(OUT)/model/linker.json

train-certainty: $(DEV)     ## fit the weights of certainty's scores: make train-certainty DATA=folder [OUT=folder]
	@$(PYTHON) tools/install.py $(VENV) --dev --train
	PYTHONPATH=bench $(BIN)/python training/certainty/train.py --data $(DATA) --out $(OUT)/weights.json

train-drift: $(DEV)     ## fit the verdict of drift: make train-drift DATA=folder [OUT=folder] [WORDNET=folder]
	$(if $(WORDNET),$(BIN)/python training/drift/wordnet.py $(WORDNET) src/sayso/models/wordnet/relations.npz)
	$(BIN)/python training/drift/fit.py --data $(DATA) --out $(OUT)/forest.json $(ARGS)

train-same: $(DEV)     ## train the vectors that tell claims apart: make train-same [ECB=folder]
	@$(PYTHON) tools/install.py $(VENV) --dev --train
	$(BIN)/python bench/newsroom.py build/same/newsroom --reports 4000 --seed 501
	$(BIN)/python training/same/vectors.py --newsroom build/same/newsroom $(if $(ECB),--ecb $(ECB)) --out build/same $(ARGS)
	$(BIN)/python training/same/export.py build/same/encoder.pt build/same/model
	$(BIN)/python bench/same_claim.py --fit

clean:     ## remove what was built, .venv included
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache sayso-demo.html

$(RUN): pyproject.toml
	@$(PYTHON) tools/install.py $(VENV)
	@touch $@

$(DEV): pyproject.toml
	@$(PYTHON) tools/install.py $(VENV) --dev
	@touch $@ $(RUN)
