#!/usr/bin/env bash
# Load and cost as ratios, on data of its own. PostgreSQL and pgbench come
# from the system's packages.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${TEST_DATABASE_URL:-}" ] || exec tests/with-postgres.sh "$0"
go build -o bin/bench ./tests/bench
exec bin/bench "$@"
