#!/usr/bin/env bash
# make torture: does to the store what a year of bad days does, and prints what
# was lost (build/torture). With -short a tenth of it, without the long session;
# -only PART does one part alone.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly TORTURE=build/bin/torture

torture_program() { go build -o "$TORTURE" ./build/torture; }

# Eight hours of typing with pauses, by a clock of their own: what is left of the
# folder when the session is closed.
soak() {
  go test ./internal/store -run '^TestSoak$' -count 1 -v -store.soak=8h
}

# Every server that behaves badly, with and without a stream, at the limits of the
# window: five minutes, for that is the longest of them.
models() {
  go test ./internal/thinking -run '^TestAtRealLimits$' -count 1 -v -thinking.real -timeout 15m
}

languages
step 'Torture: build' "$GO_HINT" torture_program
# On a real disk: /tmp may be memory, where nothing is synced.
mkdir -p "$LOGS/torture"
"$TORTURE" -work "$LOGS/torture" "$@"
if [[ $# -eq 0 ]]; then
  step 'Eight hours of typing' 'Alone: go test -run TestSoak ./internal/store' soak
  step 'Models at real limits' 'Alone: go test -run TestAtRealLimits ./internal/thinking -thinking.real' models
  sed -n 's/^ *reallimits_test.go:[0-9]*: /  /p' "$LOGS/models-at-real-limits.log"
  sed -n 's/^ *soak_test.go:[0-9]*: /  /p' "$LOGS/eight-hours-of-typing.log"
fi
