package keys

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const site = "https://consultations.example.org"

func ring(t *testing.T) *Ring {
	t.Helper()
	r, err := Open(filepath.Join(t.TempDir(), "keys"), site)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var ling = Access{AccountID: "account", SignInID: "sign-in", Audience: "browser"}

func TestATokenContainsAccountAndSignIn(t *testing.T) {
	r := ring(t)

	token, err := r.SignAccess(ling, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.ParseAccess(token, "browser")

	if err != nil || got != ling {
		t.Errorf("got %+v, %v; want %+v", got, err, ling)
	}
}

func TestAForgedTokenIsRefused(t *testing.T) {
	r := ring(t)
	key := r.keys.Signing[0]
	_, foreign, _ := ed25519.GenerateKey(rand.Reader)
	now := time.Now()
	fine := func() jwt.MapClaims {
		return jwt.MapClaims{"iss": site, "aud": "browser", "sub": "account", "sid": "sign-in", "iat": now.Unix(), "exp": now.Add(time.Minute).Unix()}
	}
	forge := func(method jwt.SigningMethod, by any, head map[string]any, change func(jwt.MapClaims)) string {
		c := fine()
		if change != nil {
			change(c)
		}
		token := jwt.NewWithClaims(method, c)
		token.Header["kid"], token.Header["typ"] = key.ID, "at+jwt"
		for k, v := range head {
			token.Header[k] = v
		}
		text, err := token.SignedString(by)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	ours := func(head map[string]any, change func(jwt.MapClaims)) string {
		return forge(jwt.SigningMethodEdDSA, key.private, head, change)
	}
	public := key.private.Public().(ed25519.PublicKey)
	good := ours(nil, nil)
	if _, err := r.ParseAccess(good, "browser"); err != nil {
		t.Fatalf("the good token, from which the others are made, is refused: %v", err)
	}
	parts := strings.Split(good, ".")

	for name, token := range map[string]string{
		"no algorithm":           forge(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, nil, nil),
		"no algorithm, no proof": strings.Join([]string{text(map[string]any{"alg": "none", "typ": "at+jwt", "kid": key.ID}), parts[1], ""}, "."),
		"HS256 by public key":    forge(jwt.SigningMethodHS256, []byte(public), nil, nil),
		"another key":            forge(jwt.SigningMethodEdDSA, foreign, nil, nil),
		"unknown key id":         ours(map[string]any{"kid": "other"}, nil),
		"key id as a path":       ours(map[string]any{"kid": "../../dev/null"}, nil),
		"no key id":              ours(map[string]any{"kid": nil}, nil),
		"another type":           ours(map[string]any{"typ": "JWT"}, nil),
		"an extension":           ours(map[string]any{"crit": []string{"b64"}, "b64": false}, nil),
		"never expires":          ours(nil, func(c jwt.MapClaims) { delete(c, "exp") }),
		"expired":                ours(nil, func(c jwt.MapClaims) { c["exp"] = now.Add(-6 * time.Second).Unix() }),
		"of the future":          ours(nil, func(c jwt.MapClaims) { c["iat"] = now.Add(time.Minute).Unix() }),
		"no time":                ours(nil, func(c jwt.MapClaims) { delete(c, "iat") }),
		"another audience":       ours(nil, func(c jwt.MapClaims) { c["aud"] = "api" }),
		"two audiences":          ours(nil, func(c jwt.MapClaims) { c["aud"] = []string{"api", "browser"} }),
		"no audience":            ours(nil, func(c jwt.MapClaims) { delete(c, "aud") }),
		"another site":           ours(nil, func(c jwt.MapClaims) { c["iss"] = "https://other.example.org" }),
		"no account":             ours(nil, func(c jwt.MapClaims) { delete(c, "sub") }),
		"no sign-in":             ours(nil, func(c jwt.MapClaims) { delete(c, "sid") }),
		"too long":               ours(nil, func(c jwt.MapClaims) { c["more"] = strings.Repeat("x", 5000) }),
		"changed":                parts[0] + "." + text(map[string]any{"sub": "administrator"}) + "." + parts[2],
		"loosely encoded":        good + "=",
		"half":                   parts[0] + "." + parts[1],
		"nothing":                "",
	} {
		if got, err := r.ParseAccess(token, "browser"); !errors.Is(err, ErrToken) || got != (Access{}) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func text(v any) string {
	b, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(b)
}

func TestATokenStaysValidUntilItsKeyIsRemoved(t *testing.T) {
	r := ring(t)
	token, _ := r.SignAccess(ling, time.Minute)
	link := r.LinkToken("registration", "42")
	derived := r.Derive("csrf", "42")

	if err := r.Rotate(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ParseAccess(token, "browser"); err != nil {
		t.Errorf("after the rotation: %v", err)
	}
	if id, ok := r.OpenLink("registration", link); !ok || id != "42" {
		t.Error("the link is not accepted after the rotation")
	}
	if !r.IsDerived("csrf", "42", derived) || r.Derive("csrf", "42") == derived {
		t.Error("a derived text must stay valid, and new ones must be made with the new key")
	}

	if err := r.Retire(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ParseAccess(token, "browser"); !errors.Is(err, ErrToken) {
		t.Errorf("after the key was removed: %v", err)
	}
	if _, ok := r.OpenLink("registration", link); ok {
		t.Error("the link outlives its key")
	}
	if r.IsDerived("csrf", "42", derived) {
		t.Error("the derived text outlives its key")
	}
}

func TestASecondProcessNoticesARotation(t *testing.T) {
	r := ring(t)
	other, err := Open(r.dir, site)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(5 * time.Millisecond) // a file system may keep whole milliseconds only
	if err := r.Rotate(); err != nil {
		t.Fatal(err)
	}
	token, _ := r.SignAccess(ling, time.Minute)

	if _, err := other.ParseAccess(token, "browser"); err != nil {
		t.Error(err)
	}
}

func TestASecondProcessRefusesRetiredKeysAfterASecond(t *testing.T) {
	r := ring(t)
	other, err := Open(r.dir, site)
	if err != nil {
		t.Fatal(err)
	}
	token, _ := r.SignAccess(ling, time.Minute)
	link := r.LinkToken("registration", "42")
	if _, err := other.ParseAccess(token, "browser"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(5 * time.Millisecond)
	if err := errors.Join(r.Rotate(), r.Retire()); err != nil {
		t.Fatal(err)
	}

	time.Sleep(refreshInterval)

	if _, err := other.ParseAccess(token, "browser"); !errors.Is(err, ErrToken) {
		t.Errorf("the token of a retired key: %v", err)
	}
	if _, ok := other.OpenLink("registration", link); ok {
		t.Error("the link of a retired key opens")
	}
}

func TestALinkIsValidForOnePurpose(t *testing.T) {
	r := ring(t)
	link := r.LinkToken("registration", "01abc")

	if id, ok := r.OpenLink("registration", link); !ok || id != "01abc" {
		t.Fatalf("got %q, %v", id, ok)
	}
	if r.LinkToken("registration", "01abc") != link {
		t.Error("the same link is signed differently the second time")
	}
	parts := strings.Split(link, ".")
	for name, token := range map[string]string{
		"another identifier": "01abd." + parts[1] + "." + parts[2],
		"another key":        "01abc.other." + parts[2],
		"a shorter proof":    link[:len(link)-1],
		"a longer proof":     link + "A",
		"no proof":           parts[0] + "." + parts[1] + ".",
		"no key":             parts[0],
		"a derived text":     "01abc." + parts[1] + "." + r.Derive("registration", "01abc"),
		"nothing":            "",
		"too long":           strings.Repeat("a", 600) + "." + parts[1] + "." + parts[2],
	} {
		if id, ok := r.OpenLink("registration", token); ok {
			t.Errorf("%s opens %q", name, id)
		}
	}
	if _, ok := r.OpenLink("nomination", link); ok {
		t.Error("a registration's link opens a nomination")
	}
}

func TestTheKeysStayTheSameAndOnlyTheirOwnerMayReadThem(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	first, err := Open(dir, site)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, site)
	if err != nil {
		t.Fatal(err)
	}
	if first.LinkToken("a", "b") != again.LinkToken("a", "b") {
		t.Error("a second start made other keys")
	}
	path := filepath.Join(dir, fileName)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, site); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a file that others may read: %v", err)
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Chmod(path, 0o600)
	if _, err := Open(dir, site); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a damaged file: %v", err)
	}
}

func TestProcessesThatStartTogetherUseTheSameKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	tokens := make([]string, 16)
	var all sync.WaitGroup
	for i := range tokens {
		all.Go(func() {
			r, err := Open(dir, site)
			if err != nil {
				t.Error(err)
				return
			}
			tokens[i] = r.LinkToken("a", "b")
		})
	}
	all.Wait()
	for _, token := range tokens {
		if token != tokens[0] {
			t.Fatalf("two rings: %v", tokens)
		}
	}
}
