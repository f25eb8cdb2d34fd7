#!/usr/bin/env bash
# photograph.sh OUT.png [KEY…]: opens build/bin/galley on a screen of its own
# (Xvfb), waits until the issue stands in the window, presses the keys, takes a
# picture and closes the window again. Fails when the window stays empty, does
# not come, or does not close when asked.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly OUT=$1
shift
readonly PATIENCE=60 # seconds
box=$(mktemp -d)

cleanup() {
  local pid
  for pid in "${program:-}" "${session:-}" "${screen:-}"; do
    if [[ -n "$pid" ]]; then kill "$pid" 2>/dev/null || true; fi
  done
  wait || true
  rm -rf "$box"
}
trap cleanup EXIT

# until_true SECONDS COMMAND…
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}

open_screen() {
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$box/display" 2>"$box/xvfb.log" &
  screen=$!
  until_true 20 test -s "$box/display" || { cat "$box/xvfb.log"; stop 'Xvfb did not start.'; }
  DISPLAY=":$(cat "$box/display")"
  export DISPLAY
}

# The program gets a home and a session bus of its own: it finds nothing of
# yours and leaves nothing behind.
open_window() {
  mkdir -m 700 "$box/home"
  env -u WAYLAND_DISPLAY -u XDG_SESSION_TYPE -u DBUS_SESSION_BUS_ADDRESS -u XDG_CONFIG_HOME -u XDG_DATA_HOME \
    HOME="$box/home" XDG_RUNTIME_DIR="$box/home" NO_AT_BRIDGE=1 LIBGL_ALWAYS_SOFTWARE=1 \
    dbus-run-session -- sh -c 'echo $$ >"$0/pid"; exec "$@"' "$box" "$PWD/$PROGRAM" --sample >"$box/program.log" 2>&1 &
  session=$!
  until_true 20 test -s "$box/pid" || { cat "$box/program.log"; stop 'The session bus did not start.'; }
  program=$(cat "$box/pid")
}

# Once the email has been laid out, the window bears the issue's name.
is_painted() { xdotool search --name '. – Galley$' >/dev/null 2>&1; }
is_painted_or_gone() { is_painted || ! kill -0 "$program" 2>/dev/null; }

# is_still: true when two pictures in a row are the same
is_still() {
  import -silent -window root "$box/new.png"
  local now
  now=$(identify -format '%#' "$box/new.png")
  [[ "$now" == "${before:-}" ]] || { before=$now; sleep 0.2; return 1; }
}

# An empty window has a handful of colours; letters alone bring hundreds.
check_not_blank() {
  local colours
  colours=$(identify -format '%k' "$OUT")
  ((colours >= 200)) || stop "The window is as good as empty: $colours colours in $OUT."
  say "note: $OUT, $colours colours"
}

close_window() {
  kill -TERM "$program"
  local status=0
  timeout 15 tail --pid="$session" -f /dev/null || stop 'The window did not close when it was asked to.'
  wait "$session" || status=$?
  program='' session=''
  ((status == 0)) || { cat "$box/program.log"; stop "The window ended with exit $status."; }
}

open_screen
open_window
until_true "$PATIENCE" is_painted_or_gone && is_painted || {
  import -silent -window root "$OUT" || true
  cat "$box/program.log"
  stop "The issue did not appear in the window within $PATIENCE seconds." "What was on the screen is in $OUT."
}
for key; do xdotool key "$key"; done
until_true 10 is_still || true
mkdir -p "$(dirname "$OUT")"
cp "$box/new.png" "$OUT"
check_not_blank
close_window
