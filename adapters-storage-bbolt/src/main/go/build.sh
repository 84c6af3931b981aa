#!/bin/sh
# Builds the bbolt library into $1/classes, where JNA looks for it: <platform>/libdtvnbbolt.*. Does
# nothing if sources and compilers are those of the last time. Called by Maven.
#
# NATIVE_PLATFORMS  as go calls them, with commas, such as linux/amd64,linux/arm64; empty: this machine.
#                   A cross compiler is named by CC_linux_arm64 and so on
# NATIVE_PREBUILT   an absolute folder with <platform>/libdtvnbbolt.* that were built elsewhere
# NATIVE_REQUIRE    true, or one of the others given: what is missing fails the build; else it is left
#                   out, in one line
set -eu

target=$1
classes=$target/classes
here=$(dirname -- "$0")
cd "$here"
. ./toolchain.sh

# leave_out REASON: says it and ends.
leave_out() {
  if [ "${NATIVE_REQUIRE:-}" = true ] || [ -n "${NATIVE_PLATFORMS:-}${NATIVE_PREBUILT:-}" ]; then
    echo "bbolt: want its library in this build, $1; $advice" >&2
    exit 1
  fi
  echo "bbolt: left out of this build, $1; storage.type boltdb will not work and its tests are skipped; $advice" >&2
  exit 0
}

# library_of OS/ARCH: its path in the jar.
library_of() {
  case $1 in
    linux/amd64) echo linux-x86-64/libdtvnbbolt.so ;;
    linux/arm64) echo linux-aarch64/libdtvnbbolt.so ;;
    darwin/amd64) echo darwin-x86-64/libdtvnbbolt.dylib ;;
    darwin/arm64) echo darwin-aarch64/libdtvnbbolt.dylib ;;
    *) return 1 ;;
  esac
}

if [ -n "${NATIVE_PREBUILT:-}" ]; then
  [ -d "$NATIVE_PREBUILT" ] || leave_out "found no folder $NATIVE_PREBUILT (-Dnative.prebuilt)"
  mkdir -p "$classes"
  (cd "$NATIVE_PREBUILT" && find . -name 'libdtvnbbolt.*' ! -name '*.h' -type f) | while read -r library; do
    mkdir -p "$classes/$(dirname "$library")"
    cp "$NATIVE_PREBUILT/$library" "$classes/$library"
  done
  [ -n "${NATIVE_PLATFORMS:-}" ] || exit 0
fi

missing=$(missing_tool)
[ -z "$missing" ] || leave_out "$missing"

mkdir -p "$target/native"
platforms=${NATIVE_PLATFORMS:-$(go env GOOS)/$(go env GOARCH)}
for platform in $(echo "$platforms" | tr ',' ' '); do
  library=$(library_of "$platform") || leave_out "found the platform $platform, want linux or darwin on amd64 or arm64"
  [ -z "${NATIVE_PREBUILT:-}" ] || [ ! -f "$NATIVE_PREBUILT/$library" ] || continue
  variable=CC_$(echo "$platform" | tr '/' '_')
  compiler=$(eval "echo \"\${$variable:-$(go env CC)}\"")
  stamp=$target/native/$(dirname "$library")
  state=$({ cat ./*.go go.mod go.sum build.sh && go version && echo "$compiler"; } | cksum)
  if [ -f "$classes/$library" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; then
    continue
  fi
  go mod download 2>"$target/native/download.log" || leave_out "found no way to its sources ($(tail -n 1 "$target/native/download.log"))"
  mkdir -p "$classes/$(dirname "$library")"
  CGO_ENABLED=1 GOOS=${platform%/*} GOARCH=${platform#*/} CC=$compiler \
    go build -buildmode=c-shared -trimpath -buildvcs=false -ldflags '-s -w' -o "$classes/$library" .
  rm -f "$classes/${library%.*}.h" # of no use to JNA
  echo "$state" >"$stamp"
done
