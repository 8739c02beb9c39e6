#!/usr/bin/env bash
# Installs what Qt's offscreen platform and the tests need from Debian, only where it is missing.
set -euo pipefail

[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=()
for package in libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 poppler-utils qpdf softhsm2 \
    age unzip "$@"; do
    # A later Debian carries some of them under a longer name: libglib2.0-0t64.
    state=$(dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" "${package}t64" 2>/dev/null || true)
    case "$state" in *ii*) ;; *) missing+=("$package") ;; esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "Missing system packages; please run: sudo apt-get install ${missing[*]}" >&2
fi
