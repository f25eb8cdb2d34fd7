#!/usr/bin/env bash
# make test: everything that has to hold, from the quick to the slow.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"
began=${EPOCHREALTIME/[.,]/}

# page_script NAME: a script of the page's package.json
page_script() {
  once "page-${1%:*}" "$(hash_of frontend internal/markdown/testdata/labels.json) $(node --version)" \
    npm --prefix frontend run --silent "$1"
}

is_formatted() {
  local wrong
  wrong=$("$TOOLS/gofumpt" -l main.go window*.go app frontend/*.go internal build/bench/*.go build/torture/*.go)
  [[ -z "$wrong" ]] || { say 'Not formatted:' && say "$wrong" && return 1; }
}

vet() {
  go vet -tags "$TAGS" ./...
  CGO_ENABLED=0 go vet -tags headless . ./app
}

lint() {
  once lint "$(hash_of .golangci.yml main.go window*.go app frontend/embed.go internal build/bench build/torture go.sum build/tools/go.sum) $(go env GOVERSION)" \
    "$TOOLS/golangci-lint" run --timeout 15m ./...
}

# The bindings are in the repository, so that the page type-checks on a fresh
# clone; a build writes them anew.
keep_bindings() { rm -rf "$LOGS/wailsjs" && cp -r frontend/src/lib/backend/wailsjs "$LOGS/wailsjs"; }
bindings_are_current() { diff -r "$LOGS/wailsjs" frontend/src/lib/backend/wailsjs; }

headless_works() {
  headless
  "$HEADLESS" version
}

languages
system "${WINDOW_PACKAGES[@]}" "${CAMERA_PACKAGES[@]}" "${FILETYPE_PACKAGES[@]}" chromium python3

step 'Page: packages (npm ci)' "$NPM_HINT" npm_ci
step 'Page: format (prettier)' 'cd frontend && npm run format' page_script format:check
step 'Page: lint (eslint)' 'Mend what eslint names above.' page_script lint
step 'Page: types (svelte-check)' 'Mend what svelte-check names above.' page_script check
step 'Page: tests (vitest)' 'Mend the test that failed; alone: cd frontend && npx vitest run NAME' page_script test
step 'Page: build' 'Mend what Vite names above.' page # before Go’s tests, of which some look into it

step 'Go: vet' "$GO_HINT" vet
step 'Go: tests (race, fuzz seeds)' 'Mend the test that failed; alone: go test -run NAME ./internal/…' \
  go test -race -tags "$TAGS" ./...
step 'Go: peaks of memory' 'A kind of copy or mail takes more memory than it may; alone: go test -run PeakMemory ./internal/cli' \
  go test -run 'PeakMemory|HostileMail' ./internal/cli ./internal/desk # the race detector has memory of its own
step 'Go: tools (minutes, once)' 'Check the network and try again.' tools
step 'Go: format (gofumpt)' "$TOOLS/gofumpt -w FILE" is_formatted
step 'Go: lint (golangci-lint)' 'Mend what the linter names above.' lint
step 'Store: torture, a tenth' 'A promise of the store does not hold; the whole of it: make torture' build/scripts/torture.sh -short
step 'Terminal program: build' "$GO_HINT" headless_works

keep_bindings
step 'Window: build (minutes, once)' "$GO_HINT" window
step 'Window: bindings' 'They were out of date and have been written anew: commit them.' bindings_are_current
step 'Window: smoke test' "The picture is $LOGS/window.png." build/scripts/photograph.sh "$LOGS/window.png"

step 'Window: double-click' 'The desktop does not open review files with Galley; alone: build/scripts/filetype.sh' build/scripts/filetype.sh

step 'Window: bad days' 'The window lost something, or took too long; alone: build/scripts/badday.sh' build/scripts/badday.sh

build/scripts/desks.sh
build/scripts/acceptance.sh

printf '\n✓ All of it passed, in %s.\n' "$(took "$began")"
