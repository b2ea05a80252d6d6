package config_test

import (
	"os"
	"strings"
	"testing"

	"consultations/config"
)

func TestTheSettingsAreReadFromTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		name  string
		env   map[string]string
		wrong string // a part of the message; empty for none
	}{
		{"the defaults are valid", nil, ""},
		{"a port without a host is not an address", map[string]string{"ADDR": "8080"}, `ADDR is "8080"`},
		{"a public site must use https", map[string]string{"BASE_URL": "http://example.org"}, "BASE_URL"},
		{"a public site may use https", map[string]string{"BASE_URL": "https://example.org"}, ""},
		{"an origin has no path", map[string]string{"BASE_URL": "https://example.org/x"}, "BASE_URL"},
		{"an unsupported database is refused", map[string]string{"DATABASE_URL": "mysql://u:secret@h/d"}, "DATABASE_URL"},
		{"SQLite has no standby", map[string]string{"DATABASE_REPLICA_URL": "postgres://u:secret@h/d"}, "DATABASE_REPLICA_URL"},
		{"a standby must be PostgreSQL", map[string]string{"DATABASE_URL": "postgres://u:secret@h/d", "DATABASE_REPLICA_URL": "sqlite:x.db"}, "DATABASE_REPLICA_URL"},
		{"an unknown seed is refused", map[string]string{"SEED": "oslo"}, `SEED is "oslo"`},
		{"limits stay on if other machines can reach the site", map[string]string{"ADDR": "0.0.0.0:80", "BASE_URL": "https://example.org", "RATE_LIMIT": "off"}, "RATE_LIMIT"},
		{"limits may be off on loopback", map[string]string{"RATE_LIMIT": "off"}, ""},
		{"a proxy must be an address", map[string]string{"TRUSTED_PROXIES": "10.0.0.1, proxy"}, `"proxy"`},
		{"a first account needs a password", map[string]string{"FIRST_ACCOUNT_EMAIL": "a@example.org"}, "FIRST_ACCOUNT_PASSWORD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Read(func(name string) string { return c.env[name] })

			switch {
			case c.wrong == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
				t.Errorf("error %v does not contain %s", err, c.wrong)
			case err != nil && strings.Contains(err.Error(), "secret"):
				t.Errorf("a password is shown: %v", err)
			}
		})
	}
}

func TestTheOperationsPageListsEverySetting(t *testing.T) {
	page, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range config.Settings {
		row := "| `" + strings.ReplaceAll(s.Name, ", ", "`, `") + "` | " + s.Default + " | " + s.Meaning + " |"
		if !strings.Contains(string(page), row) {
			t.Errorf("docs/operations.md does not have the row %s", row)
		}
	}
}

// TestTheOriginIsNormalisedAsInBrowsers: browsers write the host in lower case and
// leave out the scheme's default port.
func TestTheOriginIsNormalisedAsInBrowsers(t *testing.T) {
	for given, want := range map[string]string{
		"https://Consultations.Example.org/":     "https://consultations.example.org",
		"HTTPS://consultations.example.org:443":  "https://consultations.example.org",
		"https://consultations.example.org:8443": "https://consultations.example.org:8443",
		"http://LOCALHOST:80":                    "http://localhost",
		"http://[::1]:80":                        "http://[::1]",
		"http://127.0.0.1:8080":                  "http://127.0.0.1:8080",
	} {
		c, err := config.Read(func(name string) string { return map[string]string{"BASE_URL": given}[name] })
		if err != nil || c.BaseURL != want {
			t.Errorf("%s is read as %q, %v; want %s", given, c.BaseURL, err, want)
		}
	}
	for _, wrong := range []string{"https://example.org#top", "https://example.org?", "https://:443"} {
		if c, err := config.Read(func(name string) string { return map[string]string{"BASE_URL": wrong}[name] }); err == nil {
			t.Errorf("%s is accepted as %s", wrong, c.BaseURL)
		}
	}
}

func TestEverySettingCanBeSetWithCompose(t *testing.T) {
	compose, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range config.Settings {
		for name := range strings.SplitSeq(s.Name, ", ") {
			if line := name + ": ${" + name + ":-"; !strings.Contains(string(compose), line) {
				t.Errorf("compose.yaml does not pass on %s", name)
			}
		}
	}
}
