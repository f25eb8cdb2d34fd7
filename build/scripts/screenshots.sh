#!/usr/bin/env bash
# make screenshots: the pictures in docs/pictures, taken anew.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly PICTURES=docs/pictures MAIL=build/.log/mail DESKS=build/.log/desks

# photograph NAME WIDTH HEIGHT [CHROMIUM-OPTION…]: the exported email in a
# frame of that width, for Chromium makes no window narrower than 500 px.
photograph() {
  local name=$1 width=$2 height=$3 home status=0
  shift 3
  home=$(mktemp -d)
  printf '<!doctype html><style>body{margin:0}iframe{border:0;display:block}</style><iframe src="issue.html" width="%s" height="%s">' \
    "$width" "$height" >"$MAIL/frame.html"
  chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
    --disable-sync --no-first-run --hide-scrollbars --user-data-dir="$home" "$@" \
    --window-size="$((width < 500 ? 500 : width)),$height" --screenshot="$PWD/$MAIL/$name.png" "file://$PWD/$MAIL/frame.html" ||
    status=$?
  rm -rf "$home"
  ((status == 0)) || return "$status"
  convert "$MAIL/$name.png" -crop "${width}x$height+0+0" +repage -strip -colors 256 "PNG8:$PICTURES/$name.png"
}

emails() {
  rm -rf "$MAIL"
  "$PROGRAM" export --sample -o "$MAIL" --date 2026-01-01
  # The pictures' home is an address that does not exist; they are beside the page.
  sed -i -E 's|src="[^"]*/([^"/]+)"|src="pictures/\1"|g' "$MAIL/issue.html"
  photograph email 760 1400
  photograph email-dark 760 1400 --blink-settings=preferredColorScheme=0
  photograph email-phone 375 1400
}

# The desks, in Chromium on the real program; and the window itself.
desks() {
  rm -rf "$DESKS"
  on_screen node build/desks/pictures.mjs "$DESKS"
  local picture
  for picture in "$DESKS"/*.png; do
    convert "$picture" -strip -colors 256 "PNG8:$PICTURES/$(basename "$picture")"
  done
  build/scripts/photograph.sh "$PICTURES/window.png"
  convert "$PICTURES/window.png" -strip -colors 256 "PNG8:$PICTURES/window.png"
}

languages
system "${WINDOW_PACKAGES[@]}" "${CAMERA_PACKAGES[@]}" chromium
build_window
mkdir -p "$PICTURES"
step 'Pictures of the email' 'Look into the output above.' emails
step 'Desks: packages (npm ci)' "$NPM_HINT" npm_ci build/desks
step 'Desks: program' "$GO_HINT" dev_program
step 'Pictures of the desks' 'Look into the output above.' desks
