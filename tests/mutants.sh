#!/usr/bin/env bash
# Plants small faults in the rules and queries, one at a time, and reports
# which test catches each; on both databases. Options: bin/mutants -h.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${TEST_DATABASE_URL:-}" ] || exec tests/with-postgres.sh "$0" "$@"
export CGO_ENABLED=0
go build -o bin/mutants ./tests/mutants
exec bin/mutants "$@"
