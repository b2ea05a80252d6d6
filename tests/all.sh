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

tests/check.sh # vets, so that go test need not
# Where goroutines meet, the race detector replaces the plain run. It leaves out
# sqlite/lib alone, which is C translated to Go and slow under it. Leaving out
# more is wrong: other packages compile copies of sync.Map that all others then
# use, and the detector would report races that do not exist.
meet=(./handlers/... ./jobs/... ./models/...)
race=()
if command -v gcc >/dev/null; then
	race=(-race '-gcflags=modernc.org/sqlite/lib=-race=false -d=checkptr=0')
elif [ -n "${CI:-}" ]; then
	echo "the race detector needs a C compiler: apt-get install gcc libc6-dev" >&2
	exit 1
else
	echo "tests: no C compiler, so the race detector is left out. On Debian or Ubuntu: sudo apt-get install gcc libc6-dev"
fi
mapfile -t rest < <(comm -23 <(go list ./... | sort) <(go list "${meet[@]}" | sort))
failed=0
echo "tests: the browser, which takes longest, and all that has no goroutines in common"
go test -vet=off -timeout 12m ./tests/e2e "${rest[@]}" || failed=1
echo "tests: where goroutines meet${race:+, under the race detector}"
CGO_ENABLED=${race:+1} go test -vet=off -timeout 12m "${race[@]}" "${meet[@]}" || failed=1
exit $failed
