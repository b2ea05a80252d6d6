# `make help` lists the targets with what they do.
# No target needs cgo, and nothing is fetched while the program runs.
export CGO_ENABLED = 0
BIN := bin/consultations
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)
GO_FILES := $(shell find . -name '*.go' -not -path './views/assets/*' -not -name '*_test.go' -not -name '*_templ.go')
PARTS := $(GO_FILES) $(shell find views models seeds adapters -name '*.toml' -o -name '*.sql' -o -name '*.yaml' -o -name '*.json' -not -path '*/node_modules/*' -o -name '*.typ' 2>/dev/null | grep -v node_modules) go.mod go.sum
TEMPLATES := $(shell find views -name '*.templ')
ASSETS := $(shell find views/assets/src -type f 2>/dev/null)

.PHONY: help run build test check generate mutants long bench clean tools-go tools-node

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: build ## build what is needed, then serve http://127.0.0.1:8080 (settings: docs/operations.md)
	@exec $(BIN) serve

build: $(BIN) ## generate everything and build bin/consultations

$(BIN): views/static/manifest.json bin/.templates $(PARTS) | tools-go
	@echo "building $(BIN) (a first build compiles the libraries too: two to four minutes)"
	@mkdir -p bin
	@go build -ldflags '$(LDFLAGS)' -o $@ ./cmd/consultations

views/assets/node_modules/.package-lock.json: views/assets/package-lock.json | tools-node
	@echo "fetching the front-end packages, fonts and the typesetter"
	@cd views/assets && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

views/static/manifest.json: views/assets/node_modules/.package-lock.json $(ASSETS) $(wildcard cmd/assets/*.go) | tools-go
	@echo "bundling styles, scripts and fonts"
	@go run ./cmd/assets

generate: bin/.templates ## generate the Go code of the templates

# The generated files are not committed. A change in the list of files of a
# folder counts too, so that no generated file of a moved template remains.
bin/.templates: $(TEMPLATES) $(shell find views -type d -not -path '*/node_modules*') go.mod | tools-go
	@echo "generating the Go code of the templates"
	@mkdir -p bin
	@find views -name '*_templ.go' | while read -r f; do [ -f "$${f%_templ.go}.templ" ] || rm "$$f"; done
	@go tool templ generate -log-level error
	@touch $@

test: build ## run every test on SQLite and PostgreSQL, and in a browser
	@tests/all.sh

check: generate ## formatting, vet, staticcheck
	@tests/check.sh

mutants: build ## plants 60 small faults in rules and queries, and counts those that tests catch
	@tests/mutants.sh

long: build ## sets long summaries in every language, of which make test sets the one that needs most memory
	@go test ./adapters/pdf -run LongSummary -count=1 -v -long

bench: build ## load and cost, each as a ratio measured in one run
	@tests/bench.sh

clean: ## remove what was built; data stays
	@rm -rf bin views/assets/node_modules
	@find views/static adapters/pdf/static -type f -not -name .gitkeep -not -name '*.go' -delete
	@find views -name '*_templ.go' -delete

tools-go:
	@command -v go >/dev/null || { echo "Go is missing: install Go 1.26 or newer from your system's packages or go.dev"; exit 1; }

tools-node:
	@command -v npm >/dev/null || { echo "Node.js with npm is missing: on Debian or Ubuntu: sudo apt-get install nodejs npm"; exit 1; }
