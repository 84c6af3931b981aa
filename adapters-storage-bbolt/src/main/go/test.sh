#!/bin/sh
# Looks at the Go code and runs its tests, where there is Go. Called by Maven.
set -eu

cd "$(dirname -- "$0")"
. ./toolchain.sh

case ${NATIVE_SKIP_TESTS:-} in *true*) exit 0 ;; esac
[ -z "$(missing_tool)" ] || exit 0

unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
  echo "bbolt: want what gofmt would write, found otherwise: $unformatted; run gofmt -w there" >&2
  exit 1
fi
go vet ./...
go test ./...
