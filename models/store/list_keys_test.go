package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// guestNamed registers somebody by a name and a family name.
func guestNamed(t *testing.T, g *given.Given, seminar string, n int, name, family string) string {
	t.Helper()
	in := given.Guest(n)
	in.Name, in.FamilyName = name, family
	e, err := g.Store.Register(ctx, models.System, seminar, in)
	must(t, err)
	return e.ID
}

func registered(t *testing.T, g *given.Given, seminar string, f models.RegistrationFilter) []string {
	t.Helper()
	var names []string
	for pages := 0; pages == 0 || f.Cursor != ""; pages++ {
		if pages > 20 {
			t.Fatal("the list never ends")
		}
		list, err := g.Store.Registrations(ctx, models.System, seminar, f)
		must(t, err)
		for _, r := range list.Items {
			names = append(names, r.Name)
		}
		f.Cursor = list.Next
	}
	return names
}

func TestAPersonIsFoundByAnyLettersOfTheName(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)
		guestNamed(t, g, seminar, 1, "Иван Петров", "Петров")
		corrected := guestNamed(t, g, seminar, 2, "Emil Nobody", "Nobody")
		guestNamed(t, g, seminar, 3, "Søren Łukasz", "Łukasz")
		guestNamed(t, g, seminar, 4, "100% Water", "")
		in := given.Guest(2)
		in.Name, in.FamilyName = "Émilie Étienne", "Étienne"
		must(t, g.Store.CorrectRegistration(ctx, models.System, corrected, 1, in))

		for find, want := range map[string]string{
			"Петров": "Иван Петров", "петров иван": "Иван Петров", "ПЕТРОВ": "Иван Петров",
			"Étienne": "Émilie Étienne", "etienne": "Émilie Étienne", "ÉTIENNE": "Émilie Étienne", "soren": "Søren Łukasz", "lukasz": "Søren Łukasz", "Łukasz": "Søren Łukasz", "%": "100% Water",
		} {
			if got := registered(t, g, seminar, models.RegistrationFilter{Name: find}); !slices.Equal(got, []string{want}) {
				t.Errorf("%q finds %q, want %q", find, got, want)
			}
		}
		for _, find := range []string{"nobody", "Сидоров", "_"} {
			if got := registered(t, g, seminar, models.RegistrationFilter{Name: find}); len(got) != 0 {
				t.Errorf("%q finds %q", find, got)
			}
		}
	})
}

func TestTheListOfParticipantsIsSortedByFamilyName(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)
		for n, who := range [][2]string{{"Zoé Zola", "Zola"}, {"王小明", "王"}, {"Ann Étienne", "Étienne"}, {"Ann Evans", "Evans"}, {"Иван Петров", "Петров"}, {"Sukarno", ""},
			{"Bo Esposito", "Esposito"}, {"Ann Smith", "Smith"}, {"Ann Smith", "Smith"}, {"Ann Smith", "Smith"}, {"Zoé Abel", "Abel"}, {"Ann Abel", "Abel"}} {
			guestNamed(t, g, seminar, n, who[0], who[1])
		}
		want := []string{"Ann Abel", "Zoé Abel", "Bo Esposito", "Ann Étienne", "Ann Evans", "Ann Smith", "Ann Smith", "Ann Smith", "Sukarno", "Zoé Zola", "Иван Петров", "王小明"}

		for _, limit := range []int{1, 2, 100} {
			if got := registered(t, g, seminar, models.RegistrationFilter{Order: models.ByName, Limit: limit}); !slices.Equal(got, want) {
				t.Errorf("%d on a page: %q", limit, got)
			}
		}
		if got := registered(t, g, seminar, models.RegistrationFilter{Order: models.ByName, Name: "smith", Limit: 2}); len(got) != 3 {
			t.Errorf("three people of one name: %q", got)
		}
		list, err := g.Store.Registrations(ctx, models.System, seminar, models.RegistrationFilter{Limit: 2})
		must(t, err)
		if _, err := g.Store.Registrations(ctx, models.System, seminar, models.RegistrationFilter{Order: models.ByName, Cursor: list.Next}); models.KindOf(err) != models.Invalid {
			t.Errorf("a cursor of the other order: %v", err)
		}
	})
}

func TestOtherListsFindAnyLettersAndAreSortedByThem(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		for _, name := range []string{"Zola", "Évrard", "Evans", "Иван Петров", "Esposito"} {
			g.Account(name)
			_, err := g.Store.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: "Institut " + name, Kind: "ngo", Language: "fr"})
			must(t, err)
		}
		p, err := g.Store.Accounts(ctx, admin, "", "", 0)
		must(t, err)
		var accounts []string
		for _, a := range p.Items {
			if a.ID != admin.AccountID {
				accounts = append(accounts, a.Name)
			}
		}
		if want := []string{"Esposito", "Evans", "Évrard", "Zola", "Иван Петров"}; !slices.Equal(accounts, want) {
			t.Errorf("accounts: %q", accounts)
		}
		var organisations []string
		for cursor, pages := "", 0; pages == 0 || cursor != ""; pages++ {
			page, err := g.Store.Organisations(ctx, admin, "institut", cursor, 2)
			must(t, err)
			for _, o := range page.Items {
				organisations = append(organisations, o.Name.Source())
			}
			cursor = page.Next
		}
		if want := []string{"Institut Esposito", "Institut Evans", "Institut Évrard", "Institut Zola", "Institut Иван Петров"}; !slices.Equal(organisations, want) {
			t.Errorf("organisations: %q", organisations)
		}
		for _, find := range []string{"evrard", "ÉVRARD", "évrard"} {
			a, err := g.Store.Accounts(ctx, admin, find, "", 0)
			must(t, err)
			o, err := g.Store.Organisations(ctx, admin, find, "", 0)
			must(t, err)
			if len(a.Items) != 1 || len(o.Items) != 1 {
				t.Errorf("%q finds %d accounts, %d organisations", find, len(a.Items), len(o.Items))
			}
		}
	})
}

func TestAnInvitationIsFoundByAnyLettersOfTheName(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)
		for n, name := range []string{"Émilie Étienne", "Иван Петров"} {
			in := given.Guest(n)
			_, err := g.Store.CreateInvitation(ctx, models.System, seminar, models.InvitationInput{Email: in.Email, Name: name, Language: "en"})
			must(t, err)
		}
		for find, want := range map[string]int{"": 2, "etienne": 1, "петров": 1, "nobody": 0} {
			list, err := g.Store.Invitations(ctx, models.System, seminar, models.InvitationFilter{Name: find})
			if err != nil || len(list.Items) != want {
				t.Errorf("%q finds %d, %v; want %d", find, len(list.Items), err, want)
			}
		}
	})
}

func TestStatesAreListedAsInADirectory(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for _, name := range []string{"Turkmenistan", "Türkiye", "Croatia", "Côte d'Ivoire", "Costa Rica"} {
			_, err := g.Store.AddEntity(ctx, models.System, models.EntityInput{Name: name, Language: "en"})
			must(t, err)
		}
		all, err := g.Store.Entities(ctx, models.Public)
		must(t, err)
		var got []string
		for _, e := range all {
			got = append(got, e.Names.Source())
		}
		if want := []string{"Costa Rica", "Côte d'Ivoire", "Croatia", "Türkiye", "Turkmenistan"}; !slices.Equal(got, want) {
			t.Errorf("States: %q", got)
		}
	})
}

func TestRowsOfAnEarlierVersionGetTheirKeys(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar, admin := g.OpenSeminar(20), g.Administrator()
		guestNamed(t, g, seminar, 1, "Émilie Étienne", "Étienne")
		g.Account("Иван Петров")
		_, err := g.Store.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: "Évrard", Kind: "ngo", Language: "fr"})
		must(t, err)
		_, err = g.Store.CreateInvitation(ctx, models.System, seminar, models.InvitationInput{Email: "ann@example.org", Name: "Łukasz", Language: "en"})
		must(t, err)
		for _, table := range []string{"registrations", "accounts", "organisations", "invitations"} {
			if _, err := g.DB().Exec("UPDATE " + table + " SET find_key = '', order_key = '', analysis = 0"); err != nil {
				t.Fatal(err)
			}
		}

		must(t, g.Store.Migrate(context.Background()))

		if got := registered(t, g, seminar, models.RegistrationFilter{Name: "etienne"}); len(got) != 1 {
			t.Errorf("registrations: %q", got)
		}
		a, err := g.Store.Accounts(ctx, admin, "петров", "", 0)
		must(t, err)
		o, err := g.Store.Organisations(ctx, admin, "evrard", "", 0)
		must(t, err)
		i, err := g.Store.Invitations(ctx, models.System, seminar, models.InvitationFilter{Name: "lukasz"})
		must(t, err)
		if len(a.Items) != 1 || len(o.Items) != 1 || len(i.Items) != 1 {
			t.Errorf("%d accounts, %d organisations, %d invitations; want one of each", len(a.Items), len(o.Items), len(i.Items))
		}
	})
}

// TestAnAddressFindsItsOwner: and nobody whose address only has the same parts.
func TestAnAddressFindsItsOwner(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(20)
		for n, address := range []string{"guest-1-2@mission.example", "guest-2-12@mission.example", "guest-1-2@mission.example.org"} {
			in := given.Guest(n)
			in.Name, in.Email = address, address
			g.Pass(time.Second)
			_, err := g.Store.Register(ctx, models.System, seminar, in)
			must(t, err)
		}
		for find, want := range map[string][]string{
			"guest-2-12@mission.example": {"guest-2-12@mission.example"},
			"guest-1-2@":                 {"guest-1-2@mission.example", "guest-1-2@mission.example.org"},
			"@mission":                   {"guest-1-2@mission.example", "guest-2-12@mission.example", "guest-1-2@mission.example.org"},
			"est-1-2@mission.example":    nil,
		} {
			if got := registered(t, g, seminar, models.RegistrationFilter{Name: find}); !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", find, got, want)
			}
		}
	})
}
