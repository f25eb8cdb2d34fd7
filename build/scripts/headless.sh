#!/usr/bin/env bash
# make headless: the terminal program alone. No WebKit, no cgo, no Node.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

check_go_alone() {
  local go
  check_go
  say "note: Go $go"
}

step 'Go' 'Install the version that is named above.' check_go_alone
step 'Terminal program: build' "$GO_HINT" headless
