#!/usr/bin/env bash
# What can be known without running the program.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "check: formatting"
loose=$(git ls-files -co --exclude-standard '*.go' | grep -v '_templ\.go$' | xargs gofmt -l)
[ -z "$loose" ] || { echo "not formatted (gofmt -w):"; echo "$loose"; exit 1; }
echo "check: go vet, staticcheck"
go vet ./...
go tool staticcheck ./...
