# Every target calls `python3 -m runtime`, which needs nothing but Python 3.11 or newer.
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo setup test bench lint format lock clean

help demo setup test bench lint format lock clean:
	@$(PYTHON) -m runtime $@ $(ARGS)
