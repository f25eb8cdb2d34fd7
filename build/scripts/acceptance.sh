#!/usr/bin/env bash
# acceptance.sh: exports the sample issue, difficult ones and, where it is at
# hand, the real one for every profile, and holds each email against what
# Galley promises of it (build/acceptance). Part of make test; alone, with the
# names of issues: build/scripts/acceptance.sh sample blocks
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

accept() {
  local from
  from="$(hash_of main.go internal go.mod go.sum build/acceptance) $(node --version) $(chromium --version 2>/dev/null)"
  if (($# == 0)) && unchanged acceptance "$from"; then
    say 'note: nothing has changed'
    return
  fi
  node build/acceptance/accept.mjs "$PWD/$HEADLESS" "$@"
  if (($# == 0)); then made acceptance "$from"; fi
}

languages
system chromium python3
step 'Email: packages (npm ci)' "${NPM_HINT//frontend/build/acceptance}" npm_ci build/acceptance
step 'Email: program' "$GO_HINT" headless
step 'Email: acceptance (minutes, once)' 'Mend what is named above; alone: build/scripts/acceptance.sh ISSUE' accept "$@"
