# Two commands do everything: make run and make test. The steps are in
# build/scripts, where each says what it does. V=1 shows all that is going on.

.DEFAULT_GOAL := help
.PHONY: help run test install uninstall torture headless bench screenshots clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, open the window on the sample issue
	@build/scripts/run.sh

test: ## install what is missing, and check everything
	@build/scripts/test.sh

install: ## build, and make Galley the program that opens .galley files (PREFIX=~/.local, DESTDIR)
	@build/scripts/install.sh install

uninstall: ## take away what make install installed; issues stay
	@build/scripts/install.sh uninstall

torture: ## do to the store what a year of bad days does, and print what was lost
	@build/scripts/torture.sh

headless: ## build the terminal program alone: build/bin/galley-headless
	@build/scripts/headless.sh

bench: ## measure Galley beside its peers, and print the table
	@build/scripts/bench.sh

screenshots: ## take the pictures in docs/pictures anew
	@build/scripts/screenshots.sh

clean: ## take away everything that was made
	@rm -rf build/bin build/.log build/.stamp build/.tools build/.home build/bench/out dist
	@rm -rf frontend/node_modules build/acceptance/node_modules build/bench/node_modules
	@find frontend/dist -mindepth 1 ! -name .gitkeep -delete 2>/dev/null || true
