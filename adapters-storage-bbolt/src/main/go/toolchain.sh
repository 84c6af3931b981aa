# Sourced: finds Go and a C compiler.

advice='install Go 1.23 or newer (https://go.dev/dl) and a C compiler, and build again'

# Go may be installed where no PATH of a plain shell leads.
PATH=$PATH:/usr/local/go/bin
export PATH

# missing_tool: what cannot be found, in words; nothing if all is there.
missing_tool() {
  if ! command -v go >/dev/null 2>&1; then
    echo 'found no Go'
    return
  fi
  version=$(go env GOVERSION 2>/dev/null || go version | cut -d ' ' -f 3)
  minor=$(echo "$version" | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  if [ "${minor:-0}" -lt 23 ]; then
    echo "found Go too old ($version)"
    return
  fi
  compiler=$(go env CC)
  command -v "${compiler%% *}" >/dev/null 2>&1 || echo "found no C compiler ($compiler)"
}
