#!/usr/bin/env bash
# make bench: Galley beside its peers in one run, and the goals of the house.
# The figures go to the terminal and to build/bench/out/bench.json; what they
# mean stands in docs/speed.md. Let the machine do nothing else meanwhile.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly OUT=build/bench/out

bench_program() { go build -o "$OUT/bench" ./build/bench; }

languages
mkdir -p "$OUT"
step 'Peers: packages (npm ci)' "${NPM_HINT//frontend/build/bench}" npm_ci build/bench
step 'Terminal program: build' "$GO_HINT" headless
step 'Bench: build' "$GO_HINT" bench_program
say '▸ Measuring takes two minutes or so.'
"$OUT/bench" -program "$HEADLESS" -node build/bench -work "$OUT" "$@"
say
say "The same for programs: $OUT/bench.json"
