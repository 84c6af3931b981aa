#!/bin/sh
# run.sh PROGRAM [options]: loads .env beside this script, then starts the program through ./dtvn.
# A variable that is set already wins over .env.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
if [ $# -eq 0 ]; then
  echo "run.sh: want the name of a program, such as validator; ./dtvn --help lists them" >&2
  exit 2
fi

# Lines are NAME=VALUE, with an optional leading "export" and optional quotes around the value; they
# are read, not executed.
if [ -f "$root/.env" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#export }
    name=${line%%=*}
    value=${line#*=}
    case $line in '' | '#'*) continue ;; esac
    case $line$name in
      *=*) ;;
      *)
        echo "run.sh: .env: want NAME=VALUE, found '$line'" >&2
        exit 2
        ;;
    esac
    case $name in
      '' | [0-9]* | *[!A-Za-z0-9_]*)
        echo "run.sh: .env: want a name of letters, digits and _, found '$name'" >&2
        exit 2
        ;;
    esac
    case $value in
      \"*\") value=${value#\"} value=${value%\"} ;;
      \'*\') value=${value#\'} value=${value%\'} ;;
    esac
    if ! printenv "$name" >/dev/null 2>&1; then
      export "$name=$value"
    fi
  done <"$root/.env"
fi

exec "$root/dtvn" "$@"
