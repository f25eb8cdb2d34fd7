#!/usr/bin/env bash
# desks.sh [FILE…]: tests the desks in a real browser on the real program with
# its real bindings and store (build/desks). Without files, all of them.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly DEV=build/bin/galley-dev

# The program with its development server, which shows its page to a browser.
dev_program() {
  local from
  from="$(hash_of main.go window.go app internal go.mod go.sum frontend/embed.go) $(go env GOVERSION)"
  if [[ -x $DEV ]] && unchanged dev "$from"; then
    say 'note: nothing has changed'
    return
  fi
  go build -tags "dev $TAGS" -o "$DEV" .
  made dev "$from"
}

# on_screen COMMAND…: on a screen and a session bus of its own
on_screen() {
  env -u WAYLAND_DISPLAY -u XDG_SESSION_TYPE LIBGL_ALWAYS_SOFTWARE=1 \
    xvfb-run -a -s '-screen 0 1440x900x24 -nolisten tcp' dbus-run-session -- "$@"
}

tests() {
  local files=("$@")
  ((${#files[@]})) || files=(build/desks/*.test.mjs)
  on_screen node --test --test-concurrency=2 --test-reporter=spec "${files[@]}"
}

step 'Desks: packages (npm ci)' "$NPM_HINT" npm_ci build/desks
step 'Desks: program' "$GO_HINT" dev_program
step 'Desks: tests in a browser' 'Mend the test that failed; alone: build/scripts/desks.sh build/desks/NAME.test.mjs' tests "$@"
