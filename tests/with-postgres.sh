#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set: as it is, or to a PostgreSQL that
# is started for this command alone and removed with it.
set -euo pipefail
[ -z "${TEST_DATABASE_URL:-}" ] || exec "$@"

pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$pg" ] || pg=$(dirname "$(command -v initdb || echo /missing/initdb)")
[ -x "$pg/initdb" ] || { echo "PostgreSQL is missing. On Debian or Ubuntu: sudo apt-get install postgresql" >&2; exit 1; }

# Databases that last as long as a command are kept in memory if there is room
# for them, and never wait for a disk.
room=$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1 || true)
if [ "${room:-0}" -gt 3000000 ]; then work=$(mktemp -d -p /dev/shm); else work=$(mktemp -d); fi
as=()
mkdir "$work/pg"
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
	chmod 755 "$work" && chown postgres "$work/pg"
	as=(runuser -u postgres --)
fi
stop() {
	"${as[@]}" "$pg/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null || true
	rm -rf "$work"
}
trap stop EXIT
port=$((20000 + RANDOM % 20000))
"${as[@]}" "$pg/initdb" -D "$work/pg/data" -A trust -U postgres >/dev/null
"${as[@]}" "$pg/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off" start >/dev/null || { cat "$work/pg/log" >&2; exit 1; }
PATH=$pg:$PATH TEST_DATABASE_URL=postgres://postgres@127.0.0.1:$port/postgres "$@"
