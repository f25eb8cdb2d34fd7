#!/usr/bin/env bash
# desks.sh [FILE…]: tests the desks in a real browser on the real program with
# its real bindings and store (build/desks). Without files, all of them.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

tests() {
  local files=("$@")
  ((${#files[@]})) || files=(build/desks/*.test.mjs)
  on_screen node --test --test-concurrency=2 --test-reporter=spec "${files[@]}"
}

step 'Page: packages (npm ci)' "$NPM_HINT" npm_ci
step 'Page: build' 'Mend what Vite names above.' page
step 'Terminal program: build' "$GO_HINT" headless
step 'Desks: packages (npm ci)' "$NPM_HINT" npm_ci build/desks
step 'Desks: program' "$GO_HINT" dev_program
step 'Desks: a model to ask' "$GO_HINT" model_server
step 'Desks: tests in a browser' 'Mend the test that failed; alone: build/scripts/desks.sh build/desks/NAME.test.mjs' tests "$@"
