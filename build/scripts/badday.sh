#!/usr/bin/env bash
# badday.sh: opens build/bin/galley on a screen of its own and does to it what a
# bad day does: ends or stops the page's process while somebody types, asks the
# program to stop, takes the screen away. Each time the words have to be there
# afterwards, in time; it prints what took how long, and fails when one did not.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

box=$(mktemp -d)
failed=0

cleanup() {
  local pid
  for pid in "${program:-}" "${session:-}" "${screen:-}"; do
    if [[ -n "$pid" ]]; then kill -KILL "$pid" 2>/dev/null || true; fi
  done
  wait 2>/dev/null || true
  rm -rf "$box"
}
trap cleanup EXIT

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# until_true MILLISECONDS COMMAND…
until_true() {
  local end=$(($(now) + $1))
  shift
  until "$@"; do
    (($(now) < end)) || return 1
    sleep 0.05
  done
}

# told WHAT MILLISECONDS LIMIT: a line of the table
told() {
  local verdict=''
  if (($2 > $3)); then
    verdict='  ✗ too late'
    failed=1
  fi
  printf '  %-44s %6d ms  (at most %d)%s\n' "$1" "$2" "$3" "$verdict"
}

# missed WHAT: the same for what did not happen at all
missed() {
  printf '  %-44s ✗ %s\n' "$1" "$2"
  sed 's/^/    /' "$box/program.log" | tail -5
  failed=1
}

open_screen() {
  : >"$box/display"
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$box/display" 2>"$box/xvfb.log" &
  screen=$!
  until_true 20000 test -s "$box/display" || stop 'Xvfb did not start.'
  DISPLAY=":$(cat "$box/display")"
  export DISPLAY
}

open_window() {
  mkdir -p -m 700 "$box/home"
  rm -f "$box/pid"
  env -u WAYLAND_DISPLAY -u XDG_SESSION_TYPE -u DBUS_SESSION_BUS_ADDRESS -u XDG_CONFIG_HOME -u XDG_DATA_HOME \
    HOME="$box/home" XDG_RUNTIME_DIR="$box/home" NO_AT_BRIDGE=1 LIBGL_ALWAYS_SOFTWARE=1 \
    dbus-run-session -- sh -c 'echo $$ >"$0/pid"; exec "$@"' "$box" "$PWD/$PROGRAM" --data "$box/data" "$@" >"$box/program.log" 2>&1 &
  session=$!
  until_true 20000 test -s "$box/pid" || stop 'The session bus did not start.'
  program=$(cat "$box/pid")
  until_true 30000 is_shown || { cat "$box/program.log"; stop 'The window did not come.'; }
  sleep 1 # the caret stands in the copy
}

# Once the issue stands in it, the window bears its name.
is_shown() { xdotool search --name '. – Galley$' >/dev/null 2>&1; }
is_away() { ! is_shown; }

page_process() { pgrep -P "$program" WebKitWebProces | tail -1; }
has() { grep -qaF "$1" "$box"/data/store/*.mem "$box"/data/store/*.sst 2>/dev/null; }
is_gone() { ! kill -0 "$program" 2>/dev/null; }
mark() { tr -dc 'a-z' </dev/urandom | head -c 9 || true; }
types() { xdotool type --delay 15 "$1"; }

# comes_back WHAT LIMIT SIGNAL: the page's process gets the signal while somebody
# types, and what is typed afterwards has to stand where the caret was.
comes_back() {
  local before after began took
  before=$(mark) after=$(mark)
  types "$before"
  xdotool key Left Left Left
  sleep 0.6
  began=$(now)
  kill "-$3" "$(page_process)"
  until_true $(($2 + 5000)) is_away && until_true 10000 is_shown || { missed "$1" 'the window did not come back'; return; }
  took=$(($(now) - began))
  sleep 1
  types "$after"
  until_true 3000 has "${before::6}$after${before:6}" ||
    { missed "$1" "it is not at the same caret"; return; }
  told "$1" "$took" "$2"
}

# is_saved WHAT LIMIT [stopped]: what was typed is on the disk after SIGTERM
is_saved() {
  local words began
  words=$(mark)
  types "$words"
  if [[ -n "${3:-}" ]]; then
    sleep 0.5
    kill -STOP "$(page_process)"
  fi
  began=$(now)
  kill -TERM "$program"
  until_true 8000 has "$words" || { missed "$1" 'the last words are lost'; return; }
  told "$1: saved" $(($(now) - began)) "$2"
  until_true 10000 is_gone || { missed "$1" 'the program did not end'; return; }
  told "$1: ended" $(($(now) - began)) 5000
  wait "$session" || true
  session='' program=''
}

# opens_once: a second start leaves it to the first; one that cannot know of the
# first, another person's, says who has the store.
opens_once() {
  local bus began
  bus=$(tr '\0' '\n' <"/proc/$program/environ" | sed -n 's/^DBUS_SESSION_BUS_ADDRESS=//p')
  began=$(now)
  # Wails ends it with 1, whatever became of its message.
  DBUS_SESSION_BUS_ADDRESS="$bus" HOME="$box/home" timeout 10 "$PROGRAM" --data "$box/data" >/dev/null 2>&1 || true
  told 'a second start' $(($(now) - began)) 3000
  HOME="$box/home" timeout 4 dbus-run-session -- "$PROGRAM" --data "$box/data" >"$box/other.log" 2>&1 || true
  grep -q "Another Galley (process $program) is open" "$box/other.log" ||
    missed "another person's start" 'it does not say who has the store'
}

# A session that ends takes the screen away; GTK ends the program on the spot.
loses_the_screen() {
  local words before
  before=$(mark) words=$(mark)
  types "$before"
  until_true 3000 has "$before" || { missed 'the screen is gone' 'nothing can be typed'; return; }
  types "$words"
  sleep 0.5
  kill -KILL "$screen"
  wait "$screen" 2>/dev/null || true
  until_true 5000 is_gone || { missed 'the screen is gone' 'the program did not end'; return; }
  has "$words" || { missed 'the screen is gone' 'words of half a second before are lost'; return; }
  printf '  %-44s saved half a second before\n' 'the screen is gone'
}

say 'Bad days of the window'
open_screen
open_window --sample
comes_back 'the page is killed' 3000 KILL
comes_back 'the page hangs' 7000 STOP
opens_once
is_saved 'asked to stop' 2000
open_window
is_saved 'asked to stop while the page hangs' 2000 stopped
open_window
loses_the_screen
exit "$failed"
