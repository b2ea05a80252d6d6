package store_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// TestAddressesOfAnEarlierVersionLoseTheirInvisibleCharacters, unless somebody
// else has the address without them.
func TestAddressesOfAnEarlierVersionLoseTheirInvisibleCharacters(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)
		for n, address := range []string{"ann@example.org", "bo@example.org", "cy@example.org", "dee@example.org"} {
			in := given.Guest(n)
			in.Name, in.Email = address, address
			_, err := g.Store.Register(ctx, models.System, seminar, in)
			must(t, err)
		}
		for _, address := range []string{"eve@example.org", "fay@example.org", "gus@example.org"} {
			_, err := g.Store.CreateInvitation(ctx, models.System, seminar, models.InvitationInput{Email: address, Name: address, Language: "en"})
			must(t, err)
		}
		account, taken, free := g.Account("Ann"), g.Account("Bo"), g.Account("Cy")
		put := func(from, to string) {
			t.Helper()
			for _, change := range []string{
				"UPDATE persons SET email = replace(email, $1, $2), email_key = replace(email_key, $1, $2)",
				"UPDATE registrations SET email = replace(email, $1, $2), find_key = replace(find_key, $1, $2)",
				"UPDATE invitations SET email = replace(email, $1, $2), email_key = replace(email_key, $1, $2), find_key = replace(find_key, $1, $2)",
				"UPDATE accounts SET email = replace(email, $1, $2), email_key = replace(email_key, $1, $2), find_key = replace(find_key, $1, $2)",
			} {
				if _, err := g.DB().Exec(change, from, to); err != nil {
					t.Fatal(err)
				}
			}
		}
		put("ann@example.org", "\u200eAnn@example.org")
		put("bo@example.org", "b\u200d\u00ado@example.org")
		put("cy@example.org", "dee\u200f@example.org")
		put("eve@example.org", "eve\u061c@example.org")
		put("fay@example.org", "g\u200cus@example.org")
		put(account.Email, "\u200eoffice@example.org")
		put(taken.Email, free.Email[:2]+"\u200e"+free.Email[2:])
		for _, earlier := range []string{"ALTER TABLE seminars DROP COLUMN reason", "DROP INDEX ix_registrations_person", "DELETE FROM goose_db_version WHERE version_id >= 27"} { // the schema of that program
			if _, err := g.DB().Exec(earlier); err != nil {
				t.Fatal(err)
			}
		}
		var log bytes.Buffer
		s, err := store.Open(ctx, store.Options{URL: g.URL, Now: g.Now, Log: slog.New(slog.NewTextHandler(&log, nil))})
		must(t, err)
		defer s.Close()

		must(t, s.Migrate(context.Background()))

		for query, want := range map[string][]string{
			"SELECT email || ' ' || email_key FROM persons":     {"Ann@example.org ann@example.org", "bo@example.org bo@example.org", "dee@example.org dee@example.org", "dee\u200f@example.org dee\u200f@example.org"},
			"SELECT email FROM registrations":                   {"Ann@example.org", "bo@example.org", "dee@example.org", "dee\u200f@example.org"},
			"SELECT email || ' ' || email_key FROM invitations": {"eve@example.org eve@example.org", "gus@example.org gus@example.org", "g\u200cus@example.org g\u200cus@example.org"},
			"SELECT email FROM accounts":                        {"office@example.org", free.Email, free.Email[:2] + "\u200e" + free.Email[2:]},
		} {
			got := []string{}
			rows, err := g.DB().Query(query)
			must(t, err)
			for rows.Next() {
				var value string
				must(t, rows.Scan(&value))
				got = append(got, value)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", query, got, want)
			}
		}
		if got := registered(t, g, seminar, models.RegistrationFilter{Name: "ann@example.org"}); len(got) != 1 {
			t.Errorf("the address finds %q", got)
		}
		if !strings.Contains(log.String(), "mended=6 left=4") {
			t.Errorf("the log has %s", &log)
		}
		log.Reset()
		must(t, s.Migrate(context.Background()))
		if log.Len() > 0 {
			t.Errorf("without an upgrade, the log has %s", &log)
		}
	})
}
