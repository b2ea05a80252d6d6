package handlers_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

var linkOfPage = regexp.MustCompile(`<a [^>]*href="(/[^"#]*)`)

// TestNoPageLinksToWhatTheReaderMayNotOpen follows what the working area offers
// to each role, from its first page on: a link that leads to a refusal says
// that something is there, and sends its reader away.
func TestNoPageLinksToWhatTheReaderMayNotOpen(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	for _, role := range given.Roles {
		by := w.Actors[role]
		if !by.HasRole() {
			continue
		}
		t.Run(role, func(t *testing.T) {
			b := s.browser(t).signIn(by.AccountID)
			seen := []string{"/manage", "/manage/series/" + w.Main.Series, "/manage/series/" + w.Foreign.Series}
			for i := 0; i < len(seen) && i < 60; i++ {
				a := b.get(seen[i])
				if a.status != 200 && a.status != 303 {
					t.Errorf("%s: %d", seen[i], a.status)
				}
				for _, link := range linkOfPage.FindAllStringSubmatch(a.body, -1) {
					if path := html.UnescapeString(link[1]); !slices.Contains(seen, path) && !languageLink.MatchString(path) {
						seen = append(seen, path)
					}
				}
			}
			if len(seen) < 8 {
				t.Errorf("only %d pages were found: %q", len(seen), seen)
			}
		})
	}
}

// TestARapporteurFindsTheNotesByLinks opens nothing but what the pages link to.
func TestARapporteurFindsTheNotesByLinks(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		b := s.browser(t).signIn(w.Actors["rapporteur"].AccountID)
		follow := func(from, pattern string) string {
			t.Helper()
			m := regexp.MustCompile(`<a [^>]*href="(` + pattern + `)"`).FindStringSubmatch(from)
			if m == nil {
				t.Fatalf("no link to %s", pattern)
			}
			a := b.get(strings.Split(html.UnescapeString(m[1]), "#")[0])
			if a.status != 200 {
				t.Fatalf("%s: %d", m[1], a.status)
			}
			return a.body
		}
		notes := "/manage/seminars/" + w.Main.Announced + "/notes"
		home := b.get("/manage").body
		if !strings.Contains(home, "You take the notes of the session") || !strings.Contains(home, "Regional seminar, Beijing") {
			t.Error("the home page does not say of which session and seminar notes are to be taken")
		}

		form := follow(home, regexp.QuoteMeta(notes)+`\?session=`+w.Main.Session+"#new")
		if !strings.Contains(form, `<option value="`+w.Main.Session+`" selected`) {
			t.Error("the session is not chosen in the form")
		}
		desk := follow(home, "/manage/seminars/"+w.Main.Announced)
		follow(desk, regexp.QuoteMeta(notes))
		if a := b.post(notes, "session", w.Main.Session, "language", "en", "body", "What was said."); a.status != 303 {
			t.Fatalf("saving: %d", a.status)
		}
		if home = b.get("/manage").body; !strings.Contains(home, "You have written one note on the session") {
			t.Error("the home page does not say that there are notes")
		}
	})
}

// languageLink is a page again, in another language.
var languageLink = regexp.MustCompile(`^/languages/|[?&](lang|in)=`)

// TestAFormIsFoundUnderItsOwnParentOnly opens the form of an object under its
// own parent, and under another parent that the reader may change.
func TestAFormIsFoundUnderItsOwnParentOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s, own := siteOn(t, g, origin), w.Main
		point := w.NewPoint(w.Actors["secretariat"], own.DraftSummary).ID
		for _, c := range []struct{ role, own, other string }{
			{"organiser", "/manage/series/" + own.Series + "/themes/" + own.Theme, "/manage/series/" + own.Series + "/themes/" + w.Foreign.Theme},
			{"organiser", "/manage/seminars/" + own.Announced + "/organisers/" + own.Organiser, "/manage/seminars/" + own.Draft + "/organisers/" + own.Organiser},
			{"organiser", "/manage/seminars/" + own.Draft + "/sessions/" + own.DraftSession + "/edit", "/manage/seminars/" + own.Announced + "/sessions/" + own.DraftSession + "/edit"},
			{"rapporteur", "/manage/seminars/" + own.Concluded + "/notes/" + own.Note, "/manage/seminars/" + own.Announced + "/notes/" + own.Note},
			{"secretariat", "/manage/summaries/" + own.DraftSummary + "/points/" + point, "/manage/summaries/" + own.PublishedSummary + "/points/" + point},
			{"secretariat", "/manage/summaries/" + own.PublishedSummary + "/editions/" + own.Edition + "/withdrawal", "/manage/summaries/" + own.DraftSummary + "/editions/" + own.Edition + "/withdrawal"},
		} {
			b := s.browser(t).signIn(w.Actors[c.role].AccountID)
			if got := [2]int{b.get(c.own).status, b.get(c.other).status}; got != [2]int{200, 404} {
				t.Errorf("%s and %s: %v", c.own, c.other, got)
			}
		}
	})
}

// TestAPersonalLinkIsReadInThePersonsLanguage: in a browser in which none was
// chosen. What the reader chose, or the address asks for, comes first.
func TestAPersonalLinkIsReadInThePersonsLanguage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.OpenSeminar(5)
		in := given.Guest(1)
		in.Language = "fr"
		registered, err := g.Store.Register(t.Context(), models.Public, seminar, in)
		if err != nil {
			t.Fatal(err)
		}
		invited, err := g.Store.CreateInvitation(t.Context(), system, seminar, models.InvitationInput{Email: "ling@mission.example", Name: "Ling Wu", Language: "fr"})
		if err != nil {
			t.Fatal(err)
		}
		account := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		if _, err := g.DB().Exec("UPDATE accounts SET language = 'fr' WHERE id = $1", account.AccountID); err != nil {
			t.Fatal(err)
		}
		token, err := g.Store.IssueSignInLink(t.Context(), system, account.AccountID)
		if err != nil {
			t.Fatal(err)
		}

		for _, link := range []string{s.link(registered.ID), s.link(registered.ID) + "/withdrawal", s.invitationLink(invited.ID), "/sign-in/link/" + token} {
			for want, ask := range map[string]func(b *browser) answer{
				"fr": func(b *browser) answer { return b.get(link) },
				"es": func(b *browser) answer { return b.get(link + "?lang=es") },
				"ru": func(b *browser) answer { b.get("/languages/ru?to=/"); return b.get(link) },
			} {
				b := s.browser(t)
				b.headers.Set("Accept-Language", "zh")
				if a := ask(b); a.status != 200 || !strings.Contains(a.body, `<html lang="`+want+`"`) {
					t.Errorf("%s: %d, not in %s", link, a.status, want)
				}
			}
		}
		b := s.browser(t)
		b.headers.Set("Accept-Language", "zh")
		b.get(s.link(registered.ID))
		if a := b.post(s.link(registered.ID) + "/confirmation"); a.status != 409 || !strings.Contains(a.body, `<html lang="fr"`) {
			t.Errorf("a refusal: %d, in French %t", a.status, strings.Contains(a.body, `<html lang="fr"`))
		}
	})
}
