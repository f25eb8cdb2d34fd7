#!/usr/bin/env bash
# make install, make uninstall: puts the window program where the desktop finds
# it, and tells the desktop what a review file is, so that a double-click opens
# it; and takes all of that away again. PREFIX is where to (~/.local), DESTDIR a
# folder in front of it for whoever makes a package, FROM another program than
# the one that is built here.
source "$(dirname "$0")/lib.sh"
source "$(dirname "$0")/build.sh"

readonly NAMES=build/linux
# The sizes that a theme of icons has, each made once from build/appicon.png:
# convert build/appicon.png -resize 48x48 -strip build/linux/galley-48.png
readonly SIZES=(48 64 128 256 512)

# What update-mime-database makes beside packages/.
readonly MIME_MADE=(XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version)

prefix=${PREFIX:-$HOME/.local}
if [[ $prefix == '~' || $prefix == '~/'* ]]; then prefix=$HOME${prefix:1}; fi
[[ $prefix == /* ]] || prefix=$PWD/$prefix
if [[ $prefix != / ]]; then prefix=${prefix%/}; fi
# A percent sign could be written as two, but GLib looks for the file with both.
[[ $prefix != *[$'\n%']* ]] || stop 'A folder with a percent sign or a second line in its name cannot stand in a menu entry.' 'Choose another PREFIX.'
readonly prefix root=${DESTDIR:+${DESTDIR%/}}$prefix

# The list of what was installed: a line for each file, each folder that was not
# there before (above: PREFIX and over it), and each of the desktop's caches that was not. Not in
# share/galley: that is where the issues are.
readonly LIST=lib/galley/installed

# listed KIND NAME: true when the list has it
listed() { [[ -f "$root/$LIST" ]] && grep -qxF "$1 $2" "$root/$LIST"; }

# list KIND NAME: remembers it, before it is made
list() { listed "$1" "$2" || printf '%s %s\n' "$1" "$2" >>"$root/$LIST"; }

# folder NAME: makes it and what is above it
folder() {
  local name=$1
  local -a missing=()
  while [[ $name != . && ! -d $root/$name ]]; do
    missing=("$name" "${missing[@]}")
    name=$(dirname "$name")
  done
  for name in "${missing[@]}"; do
    if [[ -f $root/$LIST ]]; then list folder "$name"; else early+=("$name"); fi
    mkdir "$root/$name"
  done
}

# is_free NAME: stops at a file that somebody else has put there
is_free() {
  if [[ -e $root/$1 || -L $root/$1 ]] && ! listed file "$1"; then
    stop "There is a $root/$1 already, and it was not installed by this." 'Move it away, or choose another PREFIX; then try again.'
  fi
}

# put MODE FILE NAME: copies it to where NAME says; who looks meanwhile sees the
# old one or the new one, and a program that runs goes on.
put() {
  folder "$(dirname "$3")"
  list file "$3"
  install -m "$1" "$2" "$root/$3.new"
  mv -fT "$root/$3.new" "$root/$3"
}

# command_of PATH: as an Exec line wants it. Quotes have one rule of escapes, the
# line around them another.
command_of() {
  local path=${1//\\/\\\\\\\\}
  path=${path//\"/\\\\\"}
  path=${path//\`/\\\\\`}
  path=${path//\$/\\\\\$}
  if [[ $1 =~ ^[A-Za-z0-9/._+-]+$ ]]; then say "$1"; else say "\"$path\""; fi
}

# entry: the menu entry. What a terminal has in its PATH the desktop may not have,
# so only the two folders that everybody has do without the whole path.
entry() {
  local program=galley line
  case $prefix in /usr | /usr/local) ;; *) program=$(command_of "$prefix/bin/galley") ;; esac
  while IFS= read -r line; do
    if [[ $line == 'Exec=galley '* ]]; then line="Exec=$program ${line#Exec=galley }"; fi
    printf '%s\n' "$line"
  done <$NAMES/galley.desktop
}

# tell TOOL PACKAGE ARGUMENT…: has the desktop read a folder again. Below DESTDIR
# that is for whoever installs the package.
tell() {
  local tool=$1 package=$2 heard
  shift 2
  if [[ -n ${DESTDIR:-} ]]; then return; fi
  if ! command -v "$tool" >/dev/null; then
    untold+=("$tool (Debian: $package)")
  elif ! heard=$("$tool" "$@" 2>&1); then
    say "$heard"
    stop "$tool could not read what was installed." 'What it says stands above; make uninstall takes everything away again.'
  fi
}

tell_all() {
  local icons=$root/share/icons/hicolor
  untold=()
  if [[ -d $root/share/applications ]]; then tell update-desktop-database desktop-file-utils -q "$root/share/applications"; fi
  if [[ -d $root/share/mime/packages ]]; then tell update-mime-database shared-mime-info "$root/share/mime"; fi
  # Without a cache the folder itself is read. A new one would hide what others
  # put there later.
  if [[ -f $icons/icon-theme.cache ]]; then tell gtk-update-icon-cache gtk-update-icon-cache -q -t -f "$icons"; fi
  if ((${#untold[@]})); then
    say 'Not here, so the desktop may not know of it before its next start, or not at all:'
    printf '  %s\n' "${untold[@]}"
  fi
}

# is_on NAME PATHS: true when a list with colons has it
is_on() { [[ ":$2:" == *":$1:"* || ":$2:" == *":$1/:"* ]]; }

# program: sets from to what is installed, and builds it first. As root nothing is
# built that somebody else has built.
program() {
  from=${FROM:-$PROGRAM}
  if [[ -n ${FROM:-} ]]; then
    [[ -f $from ]] || stop "There is no program $from." 'FROM is the file of the window program.'
  elif [[ -n ${SUDO_USER:-} && -x $from ]]; then
    say "The program is $from as it was built last."
  else
    languages
    system "${WINDOW_PACKAGES[@]}"
    build_window
  fi
}

install_all() {
  local from size made i
  local -a early=() above=() what
  program
  made_entry=$(mktemp) # not in build/.log: root's could not be written again
  trap 'rm -f "$made_entry"' EXIT
  entry >"$made_entry"
  what=(
    755 "$from" bin/galley
    644 build/appicon.svg share/icons/hicolor/scalable/apps/galley.svg
    644 $NAMES/galley.xml share/mime/packages/galley.xml
    644 "$made_entry" share/applications/galley.desktop
  )
  for size in "${SIZES[@]}"; do
    what+=(644 "$NAMES/galley-$size.png" "share/icons/hicolor/${size}x$size/apps/galley.png")
  done
  for ((i = 2; i < ${#what[@]}; i += 3)); do is_free "${what[i]}"; done

  made=$root
  while [[ ! -d $made ]]; do
    above=("$made" "${above[@]}")
    made=$(dirname "$made")
  done
  mkdir -p "$root" 2>/dev/null && [[ -w $root ]] || stop "Nothing can be written in $root." "Choose another PREFIX, or: sudo make install PREFIX=$prefix"
  folder "$(dirname "$LIST")"
  touch "$root/$LIST"
  if [[ -z ${DESTDIR:-} ]]; then
    for made in "${above[@]}"; do list above "$made"; done
  fi
  for made in "${early[@]}"; do list folder "$made"; done
  for made in share/mime/mime.cache share/applications/mimeinfo.cache; do
    if [[ ! -e $root/$made ]]; then list cache "$made"; fi
  done

  for ((i = 0; i < ${#what[@]}; i += 3)); do put "${what[@]:i:3}"; done
  touch "$root/share/icons/hicolor" # so that who keeps icons in mind looks again

  say "Installed in $root:"
  say '  the program           bin/galley'
  say '  its menu entry        share/applications/galley.desktop'
  say '  the kind of file      share/mime/packages/galley.xml'
  say "  the icon              share/icons/hicolor, in ${#SIZES[@]} sizes and as a drawing"
  say "  a list of all that    $LIST"
  tell_all
  if [[ -n ${DESTDIR:-} ]]; then
    say 'The desktop was not told: a package does that where it is installed.'
    return
  fi
  if ! is_on "$prefix/share" "${XDG_DATA_HOME:-$HOME/.local/share}:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"; then
    say "Your desktop does not look into $prefix/share: it is neither XDG_DATA_HOME nor one of XDG_DATA_DIRS."
  elif ((${#untold[@]} == 0)); then
    say 'A double-click on a .galley file opens it in Galley.'
  fi
  is_on "$prefix/bin" "$PATH" || say "In a terminal it is $prefix/bin/galley: that folder is not in your PATH."
  say "make uninstall${PREFIX:+ PREFIX=$prefix} takes it away again; your issues stay."
}

# forget_caches: takes away what the desktop's tools made for us alone
forget_caches() {
  local made others
  for made in "$@"; do
    case $made in
      share/mime/*)
        others=$(find "$root/share/mime/packages" -name '*.xml' 2>/dev/null || true)
        if [[ -n $others ]]; then continue; fi
        (cd "$root/share/mime" 2>/dev/null && rm -f -- "${MIME_MADE[@]}" application/x-galley-review.xml &&
          { rmdir application 2>/dev/null || true; }) || true
        ;;
      *)
        others=$(find "$root/share/applications" -name '*.desktop' 2>/dev/null || true)
        if [[ -z $others ]]; then rm -f -- "$root/$made"; fi
        ;;
    esac
  done
}

uninstall_all() {
  local line kind name i
  local -a files=() folders=() caches=() # folders: whole paths, the outermost first
  if [[ ! -f $root/$LIST ]]; then
    say "Galley is not installed in $root. Nothing was changed."
    return
  fi
  while IFS= read -r line; do # whole: a name may end in a space
    kind=${line%% *} name=${line#* }
    case $kind in
      file) files+=("$name") ;;
      above) folders+=("$name") ;;
      folder) folders+=("$root/$name") ;;
      cache) caches+=("$name") ;;
    esac
  done <"$root/$LIST"
  for name in "${files[@]}"; do rm -f -- "$root/$name" "$root/$name.new"; done
  tell_all
  forget_caches "${caches[@]}"
  rm -f -- "$root/$LIST"
  for ((i = ${#folders[@]} - 1; i >= 0; i--)); do
    rmdir "${folders[i]}" 2>/dev/null || true # others have put something into it
  done
  say "Galley is taken away from $root: ${#files[@]} files. Your issues are where they were."
}

case ${1:-} in
  install) install_all ;;
  uninstall) uninstall_all ;;
  *) stop 'install.sh wants one word: install or uninstall.' ;;
esac
