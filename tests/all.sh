#!/usr/bin/env bash
# Every test: what can be decided without running, the store on both
# databases, HTTP through the real server, and the browser.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${TEST_DATABASE_URL:-}" ]; then
	missing=()
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
	command -v pdftotext >/dev/null || missing+=(poppler-utils)
	ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
	if [ ${#missing[@]} -gt 0 ]; then
		echo "The tests need ${missing[*]}. On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
		exit 1
	fi
	exec tests/with-postgres.sh "$0"
fi
TEST_BROWSER=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
export TEST_BROWSER

tests/check.sh
echo "tests: everything, on both databases"
go test -timeout 8m ./...
if command -v gcc >/dev/null; then
	echo "tests: again under the race detector, where goroutines meet"
	CGO_ENABLED=1 go test -race -short -timeout 8m ./handlers/... ./jobs/... ./models/...
elif [ -n "${CI:-}" ]; then
	echo "the race detector needs a C compiler: apt-get install gcc libc6-dev" >&2
	exit 1
else
	echo "tests: no C compiler, so the race detector is left out. On Debian or Ubuntu: sudo apt-get install gcc libc6-dev"
fi
