# Builds the front-end files and the program, and two images: one with the
# PostgreSQL client tools for backups and, last, the site, which contains only
# the program and the certificates it needs for TLS connections to a mail server.
FROM node:20-bookworm-slim AS assets
WORKDIR /src/views/assets
COPY views/assets/package.json views/assets/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM golang:1.26-bookworm AS program
WORKDIR /src
ENV CGO_ENABLED=0
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/views/assets/node_modules views/assets/node_modules
ARG VERSION=unknown
RUN go run ./cmd/assets && go tool templ generate && go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /consultations ./cmd/consultations && mkdir /data

FROM postgres:16-bookworm AS tools
COPY --from=program /consultations /usr/local/bin/consultations
USER 65532:65532
ENV DATA_DIR=/data
ENTRYPOINT ["consultations"]
CMD ["--help"]

FROM scratch
COPY --from=program /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=program /consultations /consultations
COPY --from=program --chown=65532:65532 /data /data
USER 65532:65532
ENV DATA_DIR=/data ADDR=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/consultations"]
CMD ["serve"]
