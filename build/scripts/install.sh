#!/usr/bin/env bash
# install.sh [--remove]: puts Galley among the programs of this system, so that it
# has its icon in the menu and opens review files by a double-click; --remove takes
# away just what was put there. PREFIX is where (~/.local, for you alone), DESTDIR
# stands before it while a package is built. The entry and the type are
# freedesktop.org's: Desktop Entry 1.1, Shared MIME-info.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly PREFIX=${PREFIX:-$HOME/.local}
readonly ROOT=${DESTDIR:-}$PREFIX
readonly ENTRY=share/applications/galley.desktop TYPE=share/mime/packages/galley.xml
readonly ICON=share/icons/hicolor/scalable/apps/galley.svg

# In an Exec line quotes, dollars and percents mean something.
case $PREFIX in
  /*[\"\`\$\\%]*) stop "PREFIX holds a sign that no menu entry can have: $PREFIX" 'Choose a folder without " ` $ \ and %.' ;;
  /*) ;;
  *) stop "PREFIX is not a whole path: $PREFIX" 'For instance: make install PREFIX=/usr/local' ;;
esac

# refresh has the system read its folders anew. For a package its own tools do
# that, at the place where it ends up.
refresh() {
  [[ -z "${DESTDIR:-}" ]] || return 0
  if command -v update-mime-database >/dev/null && [[ -d "$ROOT/share/mime" ]]; then update-mime-database "$ROOT/share/mime"; fi
  if command -v update-desktop-database >/dev/null && [[ -d "$ROOT/share/applications" ]]; then update-desktop-database -q "$ROOT/share/applications"; fi
  if command -v gtk-update-icon-cache >/dev/null && [[ -f "$ROOT/share/icons/hicolor/index.theme" ]]; then
    gtk-update-icon-cache -q -f -t "$ROOT/share/icons/hicolor" || true # the icon is found without
  fi
}

put() {
  install -D -m 755 "$PROGRAM" "$ROOT/bin/galley"
  install -D -m 644 build/linux/galley.xml "$ROOT/$TYPE"
  install -D -m 644 build/appicon.svg "$ROOT/$ICON"
  mkdir -p "$ROOT/share/applications"
  sed "s|@PROGRAM@|$PREFIX/bin/galley|" build/linux/galley.desktop >"$ROOT/$ENTRY"
  refresh
  say "note: $ROOT/bin/galley"
}

remove() {
  rm -f "$ROOT/bin/galley" "$ROOT/$ENTRY" "$ROOT/$TYPE" "$ROOT/$ICON"
  refresh
  say "note: from $ROOT"
}

if [[ "${1:-}" == --remove ]]; then
  step 'Galley: take away' "Is $ROOT yours to write?" remove
  say 'Your text is where it was: only the program is gone.'
  exit
fi
if [[ ! -x $PROGRAM ]]; then
  languages
  system "${WINDOW_PACKAGES[@]}"
  build_window
fi
step 'Galley: install' "Is $ROOT yours to write? Elsewhere: make install PREFIX=FOLDER" put
say 'Galley is in the menu, and opens review files (.galley) by a double-click.'
