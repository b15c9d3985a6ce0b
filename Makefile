# Two commands: `make run` and `make test`. Everything else is for those who build Bến Học.
#
#   make run                       http://app.benhoc.localhost:8000, demo department, SQLite
#   make run PORT=8100             another port
#   make run HOST=192.168.1.10     for phones in the room
#   make run DEMO=0                no demo data: the first page asks for the first administrator
#   make run DATABASE_URL=postgres://user:pass@host/name

ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
endif
VENV := .venv/bin/python
DEMO ?= 1
export DEMO PORT HOST DATABASE_URL

.DEFAULT_GOAL := help
.PHONY: help run test check lock messages python-found

help:
	@sed -n '1,9s/^# \{0,1\}//p' Makefile

python-found:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Debian, Ubuntu: apt install python3 python3-venv"; exit 1; }

run: python-found  ## Make ready, start web server and worker, print the address.
	@$(PYTHON) -m scripts.bootstrap run
	@exec $(VENV) -m scripts.serve

test: python-found  ## Checks, then the whole suite on SQLite and PostgreSQL.
	@DEMO=0 $(PYTHON) -m scripts.bootstrap test
	@DEMO=0 $(VENV) -m scripts.test

check: python-found  ## Linters, types, migrations, translations, front end, architecture.
	@DEMO=0 $(PYTHON) -m scripts.bootstrap check
	@DEMO=0 $(VENV) -m scripts.check

lock: python-found  ## Write requirements/*.txt anew from requirements/*.in.
	@$(PYTHON) -m scripts.bootstrap check
	@$(VENV) -m scripts.lock

messages:  ## Bring the translation catalogues up to date and compile them.
	@$(VENV) manage.py messages
	@$(VENV) manage.py messages --compile
