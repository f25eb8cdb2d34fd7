#!/usr/bin/env bash
# installed.sh: installs Galley for a person who is not there, asks the system what
# a review file is and what opens it, and takes Galley away again.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
readonly PLACE="$box/home of one/.local" FILE="$box/Issue 74.galley"
export HOME="$box/home of one" XDG_DATA_HOME="$PLACE/share" XDG_CONFIG_HOME="$box/config" XDG_DATA_DIRS=/usr/local/share:/usr/share
unset DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP DESTDIR
mkdir -p "$HOME"
printf 'PK\003\004\024' >"$FILE" # how a zip begins

# is WHAT WANTED GOT
is() { [[ "$3" == "$2" ]] || stop "$1 is “$3”, and should be “$2”."; }

type_of() { gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }

PREFIX="$PLACE" build/scripts/install.sh
desktop-file-validate --no-hints "$PLACE/share/applications/galley.desktop"
PREFIX="$PLACE" build/scripts/install.sh # a second time changes nothing
is 'The type of a review file' application/x-galley-review "$(type_of "$FILE")"
is 'The type of a zip' application/zip "$(cp "$FILE" "$box/a.zip" && type_of "$box/a.zip")"
is 'What opens it' galley.desktop "$(gio mime application/x-galley-review | sed -n "1s/.*: //p")"
is 'The program' "$("$PROGRAM" version)" "$("$PLACE/bin/galley" version)"

PREFIX="$PLACE" build/scripts/install.sh --remove
is 'What is left' '' "$(find "$PLACE" -type f -name '*galley*')"
is 'The type afterwards' application/zip "$(type_of "$FILE")"

DESTDIR="$box/package" PREFIX=/usr build/scripts/install.sh
is 'The entry in a package' 'Exec="/usr/bin/galley" %f' "$(grep '^Exec=' "$box/package/usr/share/applications/galley.desktop")"
if PREFIX=here build/scripts/install.sh >/dev/null 2>&1; then stop 'A PREFIX that is no whole path was taken.'; fi
say 'note: by double-click'
