// Package config reads the program's settings from the environment once. Each
// wrong setting is reported in one line.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
)

// Config holds all settings after they were checked.
type Config struct {
	Addr           string // address to listen on
	BaseURL        string // the only origin written into links, without a slash at the end
	DatabaseURL    string
	ReplicaURL     string // empty: no standby
	DataDir        string
	SMTPURL        string // empty: each e-mail is a file in DATA_DIR/mail
	FirstEmail     string
	FirstPassword  string
	Seed           string // beijing or none
	TrustedProxies []netip.Prefix
	RateLimit      bool
	MetricsAddr    string // empty: no metrics
}

// Setting describes one setting. The table in the documentation repeats these.
type Setting struct{ Name, Default, Meaning string }

// Settings lists every setting in the order of the documentation.
var Settings = []Setting{
	{"ADDR", "127.0.0.1:8080", "address to listen on"},
	{"BASE_URL", "http://ADDR", "the only origin written into links, e-mails and calendar files"},
	{"DATABASE_URL", "sqlite:DATA_DIR/consultations.db", "or postgres://user:password@host:5432/name"},
	{"DATABASE_REPLICA_URL", "none", "a standby of the PostgreSQL database; public pages are read from it while it is up to date"},
	{"DATA_DIR", "data", "keys, the SQLite database, caches, and e-mails while `SMTP_URL` is not set"},
	{"SMTP_URL", "none: each e-mail is a file in DATA_DIR/mail", "smtp://user:password@host:587 or smtps://host:465; ?from=address sets the sender"},
	{"FIRST_ACCOUNT_EMAIL, FIRST_ACCOUNT_PASSWORD", "none: a one-time link is printed", "first administrator of an empty database"},
	{"SEED", "beijing", "or none; only an empty database is seeded"},
	{"TRUSTED_PROXIES", "none", "addresses or networks, separated by commas, whose forwarded headers are trusted"},
	{"RATE_LIMIT", "on", "off is for load tests only and is refused unless ADDR is a loopback address"},
	{"METRICS_ADDR", "none", "address for Prometheus metrics, separate from the site"},
}

// Read reads and checks the settings. Each problem is one line with the setting,
// its value and what is allowed; all problems are reported together.
func Read(getenv func(string) string) (Config, error) {
	get := func(name, otherwise string) string {
		if v := strings.TrimSpace(getenv(name)); v != "" {
			return v
		}
		return otherwise
	}
	var problems []error
	wrong := func(name, value, allowed string) {
		problems = append(problems, fmt.Errorf("%s is %q: it must be %s", name, value, allowed))
	}
	c := Config{
		Addr:          get("ADDR", "127.0.0.1:8080"),
		DataDir:       get("DATA_DIR", "data"),
		SMTPURL:       get("SMTP_URL", ""),
		FirstEmail:    get("FIRST_ACCOUNT_EMAIL", ""),
		FirstPassword: getenv("FIRST_ACCOUNT_PASSWORD"),
		Seed:          get("SEED", "beijing"),
		MetricsAddr:   get("METRICS_ADDR", ""),
	}
	if !isAddr(c.Addr) {
		wrong("ADDR", c.Addr, "host:port, such as 127.0.0.1:8080")
	}
	if c.MetricsAddr != "" && !isAddr(c.MetricsAddr) {
		wrong("METRICS_ADDR", c.MetricsAddr, "host:port, such as 127.0.0.1:9090")
	}
	c.BaseURL = get("BASE_URL", "http://"+c.Addr)
	if u, ok := origin(c.BaseURL); !ok {
		wrong("BASE_URL", c.BaseURL, "an origin such as https://consultations.example.org, without a path")
	} else if u.Scheme == "http" && !isLoopback(u.Host) {
		wrong("BASE_URL", c.BaseURL, "https:// unless the host is this computer (127.0.0.1, localhost)")
	} else {
		c.BaseURL = u.String()
	}
	c.DatabaseURL = get("DATABASE_URL", "sqlite:"+filepath.Join(c.DataDir, "consultations.db"))
	if !strings.HasPrefix(c.DatabaseURL, "sqlite:") && !isPostgres(c.DatabaseURL) {
		wrong("DATABASE_URL", hidePassword(c.DatabaseURL), "sqlite:path/to/file.db or postgres://user:password@host:5432/name")
	}
	c.ReplicaURL = get("DATABASE_REPLICA_URL", "")
	switch {
	case c.ReplicaURL != "" && !isPostgres(c.ReplicaURL):
		wrong("DATABASE_REPLICA_URL", hidePassword(c.ReplicaURL), "postgres://user:password@host:5432/name")
	case c.ReplicaURL != "" && !isPostgres(c.DatabaseURL):
		wrong("DATABASE_REPLICA_URL", hidePassword(c.ReplicaURL), "empty unless DATABASE_URL is a PostgreSQL database as well")
	}
	if c.SMTPURL != "" && !strings.HasPrefix(c.SMTPURL, "smtp://") && !strings.HasPrefix(c.SMTPURL, "smtps://") {
		wrong("SMTP_URL", hidePassword(c.SMTPURL), "smtp://host:port or smtps://host:port")
	}
	if c.Seed != "beijing" && c.Seed != "none" {
		wrong("SEED", c.Seed, "beijing or none")
	}
	for _, s := range strings.Split(get("TRUSTED_PROXIES", ""), ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		p, err := prefix(s)
		if err != nil {
			wrong("TRUSTED_PROXIES", s, "addresses or networks such as 10.0.0.5 or 10.0.0.0/24, separated by commas")
		}
		c.TrustedProxies = append(c.TrustedProxies, p)
	}
	switch limit := get("RATE_LIMIT", "on"); {
	case limit == "on":
		c.RateLimit = true
	case limit != "off":
		wrong("RATE_LIMIT", limit, "on or off")
	case !isLoopback(c.Addr):
		wrong("RATE_LIMIT", limit, "on, because ADDR "+c.Addr+" can be reached from other machines")
	}
	if (c.FirstEmail == "") != (c.FirstPassword == "") {
		problems = append(problems, errors.New("FIRST_ACCOUNT_EMAIL and FIRST_ACCOUNT_PASSWORD belong together: set both or neither"))
	}
	return c, errors.Join(problems...)
}

// origin parses an origin and normalises it as browsers do, because requests are
// compared with it: lower case, and without the scheme's default port.
func origin(s string) (*url.URL, bool) {
	u, err := url.Parse(strings.TrimSuffix(s, "/"))
	if err != nil || u.Hostname() == "" || u.Path != "" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil {
		return nil, false
	}
	usual, known := map[string]string{"http": ":80", "https": ":443"}[u.Scheme]
	if !known {
		return nil, false
	}
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), usual)
	return u, true
}

func isPostgres(s string) bool {
	return strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://")
}

func isAddr(s string) bool {
	_, port, err := net.SplitHostPort(s)
	return err == nil && port != ""
}

func isLoopback(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.IsLoopback()
}

func prefix(s string) (netip.Prefix, error) {
	if strings.Contains(s, "/") {
		return netip.ParsePrefix(s)
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(a, a.BitLen()), nil
}

// hidePassword removes the password from an address for messages and logs.
func hidePassword(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "(not an address)"
	}
	return u.Redacted()
}
