#!/bin/sh
# Lets file managers on Linux open workspaces, packages and requests with this copy of Masar (no root needed).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
case $root in
*[\"\`\$\\\|\&%]*) echo "Masar lies in a folder whose name a desktop entry cannot hold: $root" >&2; exit 1 ;;
esac
mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps"
sed "s|@EXEC@|\"$root/.venv/bin/python\" \"$root/main.py\"|" "$here/masar.desktop" >"$data/applications/masar.desktop"
cp "$here/masar.xml" "$data/mime/packages/masar.xml"
cp "$root/resources/icons/masar.svg" "$data/icons/hicolor/scalable/apps/masar.svg"
if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications"; fi
