# The steps that make Galley: the page, the window program, the terminal
# program, the tools. Each does nothing when nothing has changed. To be sourced
# after lib.sh.

readonly PROGRAM=build/bin/galley HEADLESS=build/bin/galley-headless DEV=build/bin/galley-dev MODEL=build/bin/galley-model

# What it takes to compile the window, and to look at it without a screen.
readonly WINDOW_PACKAGES=(build-essential pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev)
readonly CAMERA_PACKAGES=(xvfb xauth dbus dbus-x11 xdotool imagemagick procps fonts-dejavu-core fonts-liberation fonts-noto-color-emoji)
# What tells a desktop of a kind of file, and what one asks of it.
readonly FILETYPE_PACKAGES=(desktop-file-utils shared-mime-info xdg-utils libglib2.0-bin)

readonly NPM_HINT='Check the network; then rm -r frontend/node_modules and try again.'
readonly GO_HINT='Mend what the compiler names above.'

# npm_ci [FOLDER]: the page's packages, or those of another package-lock.json
# npm_ci [FOLDER]: the packages of the lock file there, when it has changed
npm_ci() {
  local folder=${1:-frontend} lock
  lock="$(sha256sum "$folder/package-lock.json" | cut -c1-40) $(node --version)"
  if [[ "$(cat "$folder/node_modules/.galley" 2>/dev/null)" == "$lock" ]]; then
    say 'note: the lock has not changed'
    return
  fi
  (cd "$folder" && npm ci --no-audit --no-fund)
  printf '%s' "$lock" >"$folder/node_modules/.galley"
}

page() {
  local from
  from=$(hash_of frontend)
  if [[ -f frontend/dist/index.html ]] && unchanged page "$from"; then
    say 'note: nothing has changed'
    return
  fi
  (cd frontend && npm run --silent build)
  made page "$from"
}

window() {
  local from
  from="$(hash_of main.go window*.go app internal go.mod go.sum wails.json build/appicon.png frontend/embed.go) \
$(find frontend/dist -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum) $(go env GOVERSION) $(version)"
  if [[ -x $PROGRAM ]] && unchanged window "$from"; then
    say 'note: nothing has changed'
    return
  fi
  # -s: the page is there; -m and -nosyncgomod: a build changes no go.mod.
  go tool wails build -nocolour -s -m -nosyncgomod -trimpath -tags "$TAGS" -ldflags "$(ldflags)" -o galley
  # Wails marks the TypeScript that it makes as executable.
  find frontend/src/lib/backend/wailsjs -type f -exec chmod 644 {} +
  made window "$from"
}

headless() {
  CGO_ENABLED=0 go build -trimpath -tags headless -ldflags "$(ldflags)" -o "$HEADLESS" .
  say "note: $HEADLESS, $(($(stat -c %s "$HEADLESS") / 1000000)) MB"
}

tools() {
  local from
  from="$(sha256sum build/tools/go.sum | cut -c1-40) $(go env GOVERSION)"
  if [[ -x $TOOLS/golangci-lint && -x $TOOLS/gofumpt ]] && unchanged tools "$from"; then
    say 'note: built already'
    return
  fi
  GOFLAGS= GOBIN="$PWD/$TOOLS" go -C build/tools install tool
  made tools "$from"
}

# A model's server for the tests: it behaves in one of many ways.
model_server() { go build -trimpath -o "$MODEL" ./internal/thinking/testserver/serve; }

# The program with its development server, which shows its page to a browser.
dev_program() {
  local from
  from="$(hash_of main.go window*.go app internal go.mod go.sum frontend/embed.go) $(go env GOVERSION)"
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

# build_window: everything up to build/bin/galley
build_window() {
  step 'Page: packages (npm ci)' "$NPM_HINT" npm_ci
  step 'Page: build' 'Mend what Vite names above.' page
  step 'Window: build (minutes, once)' "$GO_HINT" window
}
