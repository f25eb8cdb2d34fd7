#!/usr/bin/env bash
# make bench: Galley beside its peers in one run, and the goals of the house.
# The figures go to the terminal and to build/bench/out/bench.json; what they
# mean stands in docs/speed.md. Let the machine do nothing else meanwhile.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly OUT=build/bench/out
# What times windows by their pixels is not part of Galley; without it their
# rows are left out, and the bench says so.
readonly TIMING=${WINDOW_TIMING:-../shared/tools/window_timing.py}

bench_program() { go build -o "$OUT/bench" ./build/bench; }

# The least window that Wails opens, made with the same flags.
hello() { go build -trimpath -tags "desktop production $TAGS" -ldflags '-s -w' -o "$OUT/hello" ./build/bench/hello; }

languages
mkdir -p "$OUT"
step 'Peers: packages (npm ci)' "${NPM_HINT//frontend/build/bench}" npm_ci build/bench
step 'Terminal program: build' "$GO_HINT" headless
step 'Bench: build' "$GO_HINT" bench_program
step 'Page: packages (npm ci)' "$NPM_HINT" npm_ci
step 'Page: build' 'Mend what Vite names above.' page
step 'Desks: packages (npm ci)' "$NPM_HINT" npm_ci build/desks
step 'Desks: program' "$GO_HINT" dev_program
if [[ -f $TIMING ]]; then
  system "${WINDOW_PACKAGES[@]}" "${CAMERA_PACKAGES[@]}" python3-numpy python3-xlib
  build_window
  step 'Bench: hello-world window' "$GO_HINT" hello
fi
say '▸ Measuring takes ten minutes or so.'
"$OUT/bench" -timing "$TIMING" -program "$HEADLESS" -node build/bench -work "$OUT" "$@"
say
say "The same for programs: $OUT/bench.json"
