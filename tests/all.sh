#!/usr/bin/env bash
# Every test: what can be decided without running, the store on both
# databases, HTTP through the real server, and the browser. PostgreSQL is
# started for the tests alone, unless TEST_DATABASE_URL names one.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
if [ -z "${TEST_DATABASE_URL:-}" ]; then
	pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
	[ -n "$pg" ] || pg=$(dirname "$(command -v initdb || echo /missing/initdb)")
	[ -x "$pg/initdb" ] || missing+=(postgresql)
fi
if [ ${#missing[@]} -gt 0 ]; then
	echo "The tests need ${missing[*]}. On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
	exit 1
fi
export TEST_BROWSER=$browser

work=$(mktemp -d)
stop() { :; }
trap 'stop; rm -rf "$work"' EXIT
if [ -z "${TEST_DATABASE_URL:-}" ]; then
	as=()
	if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
		chmod 755 "$work" && mkdir "$work/pg" && chown postgres "$work/pg"
		as=(runuser -u postgres --)
	else
		mkdir "$work/pg"
	fi
	port=$((20000 + RANDOM % 20000))
	"${as[@]}" "$pg/initdb" -D "$work/pg/data" -A trust -U postgres >/dev/null
	"${as[@]}" "$pg/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c max_connections=300" start >/dev/null
	stop() { "${as[@]}" "$pg/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null || true; }
	export TEST_DATABASE_URL=postgres://postgres@127.0.0.1:$port/postgres
fi

tests/check.sh
echo "tests: everything, on both databases"
go test -timeout 8m ./...
if command -v gcc >/dev/null; then
	echo "tests: again under the race detector, where goroutines meet"
	CGO_ENABLED=1 go test -race -short -timeout 8m ./adapters/... ./handlers/... ./jobs/... ./models/...
else
	echo "tests: no C compiler, so the race detector is left out; on Debian or Ubuntu: sudo apt-get install gcc libc6-dev"
	[ -z "${CI:-}" ]
fi
