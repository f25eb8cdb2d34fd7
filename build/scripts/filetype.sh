#!/usr/bin/env bash
# filetype.sh: installs Galley into a home of its own, asks the desktop what a
# review file is and what opens it, double-clicks one, and uninstalls: nothing
# may be left, and nothing of anybody else's may be missing. It takes the window
# program that is built, or a stand-in where there is none.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT

readonly TYPE=application/x-galley-review
home=$box/home

# at_home COMMAND…: with nothing of yours, on a desktop that has its own way to
# ask (xdg-mime would ask file, which sees any zip)
at_home() {
  env -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_CONFIG_DIRS -u XDG_DATA_DIRS -u DISPLAY -u WAYLAND_DISPLAY -u SUDO_USER \
    -u DBUS_SESSION_BUS_ADDRESS -u PREFIX -u DESTDIR -u FROM -u MAKEFLAGS -u MAKEOVERRIDES HOME="$home" XDG_CURRENT_DESKTOP=GNOME "$@"
}

# is WHAT WANTED FOUND
is() { [[ "$2" == "$3" ]] || stop "$1 is not as it has to be." "Wanted: $2
  Found:  $3"; }

tree() { (cd "$1" && find . -printf '%y %m %s %p %l\n' | LC_ALL=C sort); }

# A picture of an icon is the program's icon, made smaller.
is_icon() {
  local apart
  is "The size of $1" "$2 $2" "$(identify -format '%w %h' "$1")"
  apart=$(convert build/appicon.png -resize "$2x$2" "$1" -metric RMSE -compare -format '%[distortion]' info:)
  awk -v apart="$apart" 'BEGIN { exit !(apart < 0.05) }' || stop "$1 is not build/appicon.png in small." 'Make it anew as install.sh says.'
}

review_file() {
  python3 - "$1" <<'PY'
import hashlib, json, sys, zipfile
words = b"# The tide turns twice\n"
manifest = {"galley": "review", "schema": 1, "made": "2026-03-04T12:00:00Z", "by": {"name": "Ines Vale", "initials": "IV"},
            "files": [{"name": "issue.md", "sha256": hashlib.sha256(words).hexdigest(), "bytes": len(words)}]}
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("manifest.json", json.dumps(manifest))
    z.writestr("issue.md", words)
PY
}

# asks FILE TYPE: what the desktop says of a file
asks() {
  is "What gio says of $1" "standard::content-type: $2" "$(at_home gio info -a standard::content-type "$1" | sed -n 's/^ *\(standard::content-type: \)/\1/p')"
  is "What xdg-mime says of $1" "$2" "$(at_home xdg-mime query filetype "$1")"
}

# The way of `make install` itself.
install_it() { at_home make --no-print-directory install FROM="$1"; }
uninstall_it() { at_home make --no-print-directory uninstall; }

# is_opened FILE: a double-click gives the program this one word
is_opened() {
  rm -f "$box/asked"
  at_home ASKED="$box/asked" gio open "$1"
  local end=$((SECONDS + 20))
  until [[ -s "$box/asked" ]]; do
    ((SECONDS < end)) || stop "A double-click on $1 does not open Galley."
    sleep 0.05
  done
  is 'What Galley was opened with' "1 $1" "$(cat "$box/asked")"
}

stand_in() {
  printf '#!/bin/sh\nprintf "%%s %%s\\n" "$#" "$1" >"$ASKED.new" && mv "$ASKED.new" "$ASKED"\n' >"$1"
  chmod 755 "$1"
}

# What is there before: an entry of another program's, and issues.
mkdir -p "$home/.local/share/applications" "$home/.local/share/galley/store" "$home/papers"
printf '[Desktop Entry]\nType=Application\nName=Zip\nExec=true %%f\nMimeType=application/zip;\n' >"$home/.local/share/applications/zip.desktop"
echo words >"$home/.local/share/galley/store/0001.sst"
at_home update-desktop-database -q "$home/.local/share/applications"
readonly FILE="$box/home/papers/Issue 74, für Ines.galley"
review_file "$FILE"
cp "$FILE" "$home/papers/plain.zip"
cp "$FILE" "$home/papers/LOUD.GALLEY"
before=$(tree "$home/.local")

for size in 48 64 128 256 512; do is_icon "build/linux/galley-$size.png" "$size"; done
desktop-file-validate build/linux/galley.desktop
# Where there is no picture of that name, Wails builds nothing for macOS and Windows.
icon=build/$(sed -n 's/.*"iconName": "\(.*\)".*/\1/p' wails.json).png
[[ -f $icon ]] || stop "There is no $icon, which wails.json names as the icon of a review file."
asks "$FILE" application/zip # before; so the test can fail

stand_in "$box/stand-in"
program=$PROGRAM
[[ -x $program ]] || program="$box/stand-in"

install_it "$program"
desktop-file-validate "$home/.local/share/applications/galley.desktop"
cmp "$program" "$home/.local/bin/galley"
asks "$FILE" "$TYPE"
asks "$home/papers/LOUD.GALLEY" "$TYPE"
asks "$home/papers/plain.zip" application/zip
is 'What opens a review file' galley.desktop "$(at_home xdg-mime query default "$TYPE")"
is 'What opens a zip' zip.desktop "$(at_home xdg-mime query default application/zip)"
is 'What gio opens a review file with' galley.desktop "$(at_home gio mime "$TYPE" | sed -n 's/^Default application.*: //p')"

once=$(tree "$home/.local" | grep -v '/mime/\|mimeinfo') list=$(cat "$home/.local/lib/galley/installed")
install_it "$program"
is 'Installing twice' "$once" "$(tree "$home/.local" | grep -v '/mime/\|mimeinfo')"
is 'The list of what was installed' "$list" "$(cat "$home/.local/lib/galley/installed")"

install_it "$box/stand-in" # a newer one over it
is_opened "$FILE"
is_opened "$home/papers/LOUD.GALLEY"

uninstall_it
is 'What is left behind' "$before" "$(tree "$home/.local")"
is 'What a second one says' 'Nothing was changed.' "$(uninstall_it | tail -1 | grep -o 'Nothing was changed.')"
asks "$FILE" application/zip

# Into an empty home and out of it. A menu entry has two rules of escapes, and
# this name needs both. (xdg-mime cannot do with a space.)
home="$box/Mira's \$5 \"home\", \`hers\` \\"
mkdir "$home"
install_it "$box/stand-in"
desktop-file-validate "$home/.local/share/applications/galley.desktop"
cp "$box/home/papers/LOUD.GALLEY" "$box/loud.galley"
is_opened "$box/loud.galley"
uninstall_it
is 'What is left in an empty home' '' "$(ls -A "$home" | grep -vx '\.cache')" # gio's

# Into a folder that is not there, which the desktop does not look into.
at_home make --no-print-directory install PREFIX="$box/far/off" FROM="$box/stand-in" | tee "$box/said"
grep -qF "does not look into $box/far/off/share" "$box/said"
at_home make --no-print-directory uninstall PREFIX="$box/far/off"
[[ ! -e $box/far ]] || stop 'A folder above PREFIX that was made is left behind.'

# Somebody's own program of that name stays.
mkdir -p "$home/.local/bin" && ln -s /bin/true "$home/.local/bin/galley"
before=$(tree "$home/.local")
if install_it "$box/stand-in"; then stop "It was installed over somebody else's program."; fi
is 'What was there before' "$before" "$(tree "$home/.local")"

# For a package: below DESTDIR, and as it will be called where it is installed.
at_home make --no-print-directory install DESTDIR="$box/package" PREFIX=/usr FROM="$box/stand-in"
is 'The command in a package' 'Exec=galley %f' "$(grep '^Exec' "$box/package/usr/share/applications/galley.desktop")"
[[ ! -e $box/package/usr/share/mime/mime.cache ]] || stop 'A package would bring a cache along.'
at_home make --no-print-directory uninstall DESTDIR="$box/package" PREFIX=/usr
is 'What is left of a package' '' "$(find "$box/package" -type f)"

if [[ $program == "$PROGRAM" ]]; then say "note: $PROGRAM"; else say 'note: with a stand-in'; fi
