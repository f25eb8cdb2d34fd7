#!/usr/bin/env bash
# make run: builds Galley and opens its window on the sample issue. Without a
# display: exports the sample issue into dist/ and photographs the window there.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

# has_display: true when a window could be shown; for a local X display or a
# Wayland one that means that its socket is there
has_display() {
  if [[ -n "${WAYLAND_DISPLAY:-}" && -S "${XDG_RUNTIME_DIR:-/nowhere}/$WAYLAND_DISPLAY" ]]; then return 0; fi
  case "${DISPLAY:-}" in
    '') return 1 ;;
    :*) local number=${DISPLAY#:} && [[ -S "/tmp/.X11-unix/X${number%%.*}" ]] ;;
    *) return 0 ;;
  esac
}

languages
if has_display; then
  system "${WINDOW_PACKAGES[@]}"
  build_window
  say '▸ The window is open. Close it to come back here.'
  exec "$PROGRAM" --sample
fi

say '▸ There is no display, so the window will be photographed instead.'
system "${WINDOW_PACKAGES[@]}" "${CAMERA_PACKAGES[@]}"
build_window
step 'Sample issue: export into dist/' 'This is a mistake in Galley; please report it.' \
  "$PROGRAM" export --sample -o dist
step 'Window: photograph' 'If the window did not come up, try again with V=1.' \
  build/scripts/photograph.sh dist/window.png
say
say 'The sample issue is in dist/ (open issue.html in a browser), its window in dist/window.png.'
