# What the scripts of `make` have in common: steps that say what they do, how
# long it took and what to do when they fail, and ways to install what is
# missing. To be sourced; it goes to the top of the repository.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly LOGS=build/.log STAMPS=build/.stamp TOOLS=build/.tools
readonly TAGS=webkit2_41
mkdir -p "$LOGS" "$STAMPS"

# A bare machine speaks ASCII only, and then no tool finds a window by its name.
export LC_ALL=C.UTF-8

# Go and npm keep their caches in HOME; without one that can be written, here.
if [[ ! -d "${HOME:-}" || ! -w "${HOME:-}" ]]; then
  export HOME="$PWD/build/.home"
  mkdir -p "$HOME"
fi

# The version is handed in; Git may not want to speak about someone else's clone.
export GOFLAGS="${GOFLAGS:+$GOFLAGS }-buildvcs=false"

say() { printf '%s\n' "$*"; }

# stop SENTENCE [WHAT-TO-DO]
stop() {
  printf '\n✗ %s\n' "$1" >&2
  if [[ -n "${2:-}" ]]; then printf '  %s\n' "$2" >&2; fi
  exit 1
}

# took MICROSECONDS-SINCE-EPOCH: “0.4 s”, “75 s”
took() {
  local us=$((${EPOCHREALTIME/[.,]/} - $1))
  if ((us < 10000000)); then
    printf '%d.%d s' $((us / 1000000)) $((us % 1000000 / 100000))
  else
    printf '%d s' $(((us + 500000) / 1000000))
  fi
}

# step TITLE WHAT-TO-DO COMMAND…: runs COMMAND; its output goes to a log and is
# shown only when it fails, or all along with V=1.
step() {
  local title=$1 mend=$2 began=${EPOCHREALTIME/[.,]/} status log
  shift 2
  log="$LOGS/$(tr -cs 'A-Za-z0-9' - <<<"${title,,}" | sed 's/-*$//').log"
  printf '▸ %-34s ' "$title"
  set +e
  if [[ -n "${V:-}" ]]; then
    printf '\n'
    (set -e; "$@") 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
  else
    (set -e; "$@") >"$log" 2>&1
    status=$?
  fi
  set -e
  if ((status == 0)); then
    printf '%8s  %s\n' "$(took "$began")" "$(sed -n 's/^note: //p' "$log" | tail -1)"
    return
  fi
  printf 'failed after %s\n\n' "$(took "$began")"
  tail -n 200 "$log"
  stop "$title failed." "$mend
  The whole output is in $log."
}

# older HAVE WANT: true when version HAVE is below WANT
older() { [[ "$1" != "$2" && "$(printf '%s\n' "$1" "$2" | sort -V | head -1)" == "$1" ]]; }

# check_go sets go to the version that is used here: Go may fetch by itself the
# one that go.mod asks for.
check_go() {
  local want have
  want=$(sed -n 's/^go //p' go.mod)
  command -v go >/dev/null || stop "Go is not installed." "Galley wants Go $want or newer: https://go.dev/doc/install"
  # An older Go that may not fetch a newer one refuses to answer inside the module.
  have=$(go env GOVERSION 2>/dev/null || (cd / && go env GOVERSION) || echo unknown)
  go=${have#go}
  go=${go%% *}
  if older "$go" "$want"; then
    stop "Go is too old: this is $go, Galley wants $want or newer." 'Install it from https://go.dev/doc/install'
  fi
}

# check_node sets node to its version.
check_node() {
  local want
  want=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' frontend/package.json)
  command -v node >/dev/null && command -v npm >/dev/null ||
    stop "Node or npm is not installed." "Galley wants Node $want or newer: https://nodejs.org/en/download"
  node=$(node --version)
  node=${node#v}
  if older "$node" "$want"; then
    stop "Node is too old: this is $node, Galley wants $want or newer." 'Install it from https://nodejs.org/en/download'
  fi
}

check_languages() {
  local go node
  check_go
  check_node
  say "note: Go $go, Node $node"
}

# languages: names a Go or Node that is missing or too old
languages() { step 'Go and Node' 'Install the version that is named above.' check_languages; }

is_installed() { [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

# system PACKAGE…: installs the Debian packages that are missing
system() {
  local missing=() package
  if ! command -v apt-get >/dev/null; then
    say "▸ No apt-get here. Galley needs what Debian calls: $*"
    return
  fi
  for package; do
    is_installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    step 'System packages' '' say 'note: all there'
    return
  fi
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      stop 'Packages are missing, and there is no sudo to install them with.' "As root: apt-get install ${missing[*]}"
    as_root=(sudo)
    say "  sudo may ask for your password, to install: ${missing[*]}"
  fi
  step 'System packages' "By hand: apt-get install ${missing[*]}" install_packages "${missing[@]}"
}

install_packages() {
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "$@"
  say "note: installed $# of them and what they need"
}

# hash_of PATH…: one hash over names and bytes, without what is made
hash_of() {
  find "$@" -type d \( -name node_modules -o -name dist \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-40
}

# unchanged NAME HASH: true when NAME was made from just that
unchanged() { [[ "$(cat "$STAMPS/$1" 2>/dev/null)" == "$2" ]]; }
made() { printf '%s' "$2" >"$STAMPS/$1"; }

# once NAME HASH COMMAND…: runs COMMAND, unless it has passed with just that
once() {
  local name=$1 from=$2
  shift 2
  if unchanged "$name" "$from"; then
    say 'note: nothing has changed'
    return
  fi
  "$@"
  made "$name" "$from"
}

# version: the one in wails.json; between releases with the commit behind it
version() {
  local number commit
  number=$(sed -n 's/.*"productVersion": "\(.*\)".*/\1/p' wails.json)
  if commit=$(git rev-parse --short=12 HEAD 2>/dev/null); then
    if [[ "$(git describe --exact-match --tags 2>/dev/null)" == "v$number" ]]; then
      say "$number"
    else
      say "$number-dev+$commit"
    fi
  else
    say "$number-dev"
  fi
}

ldflags() { printf -- '-s -w -X galley/internal/cli.Version=%s' "$(version)"; }
