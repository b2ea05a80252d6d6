package models

import (
	"testing"
	"time"
)

func TestARefreshTokenIsRotatedRepeatedRefusedOrEnded(t *testing.T) {
	now := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) *time.Time { at := now.Add(-d); return &at }
	begun := SignIn{CreatedAt: *ago(24 * time.Hour)}
	for name, c := range map[string]struct {
		token  RefreshToken
		signIn SignIn
		want   RefreshAnswer
	}{
		"a fresh token is replaced":                          {RefreshToken{ExpiresAt: now.Add(time.Second)}, begun, RefreshRotate},
		"an expired token is refused":                        {RefreshToken{ExpiresAt: now}, begun, RefreshRefuse},
		"a second tab gets the same token":                   {RefreshToken{ExpiresAt: now.Add(time.Hour), UsedAt: ago(10 * time.Second)}, begun, RefreshAgain},
		"a copy ends the sign-in":                            {RefreshToken{ExpiresAt: now.Add(time.Hour), UsedAt: ago(10*time.Second + 1)}, begun, RefreshEnd},
		"an old copy ends it too":                            {RefreshToken{ExpiresAt: *ago(time.Hour), UsedAt: ago(8 * 24 * time.Hour)}, begun, RefreshEnd},
		"a token of an ended sign-in is refused":             {RefreshToken{ExpiresAt: now.Add(time.Hour)}, SignIn{CreatedAt: begun.CreatedAt, EndedAt: ago(0)}, RefreshRefuse},
		"a token is refused after thirty days":               {RefreshToken{ExpiresAt: now.Add(time.Hour)}, SignIn{CreatedAt: *ago(SignInLife)}, RefreshRefuse},
		"a copy is refused if the sign-in has already ended": {RefreshToken{UsedAt: ago(time.Hour)}, SignIn{CreatedAt: begun.CreatedAt, EndedAt: ago(0)}, RefreshRefuse},
	} {
		if got := c.token.Answer(c.signIn, now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTheOldPasswordIsRequiredUnlessTheSignInIsRecent(t *testing.T) {
	now := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	ended := now
	for name, c := range map[string]struct {
		account Account
		signIn  SignIn
		want    bool
	}{
		"no password, old sign-in": {Account{}, SignIn{CreatedAt: now.Add(-time.Hour)}, false},
		"just signed in":           {Account{PasswordHash: "x"}, SignIn{CreatedAt: now.Add(-14 * time.Minute)}, false},
		"a quarter of an hour ago": {Account{PasswordHash: "x"}, SignIn{CreatedAt: now.Add(-15 * time.Minute)}, true},
		"an ended sign-in":         {Account{PasswordHash: "x"}, SignIn{CreatedAt: now, EndedAt: &ended}, true},
	} {
		if got := c.account.NeedsCurrent(c.signIn, now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAGrantAppliesToTheScopeOfItsRoleOnly(t *testing.T) {
	id := NewID(time.Now())
	all := GrantInput{SeriesID: id, SeminarID: id, SessionID: id, OrganisationID: id}
	for role, want := range map[Role]Grant{
		Administrator: {Role: Administrator},
		OrganiserRole: {Role: OrganiserRole, SeminarID: Ref(id)},
		Secretariat:   {Role: Secretariat, SeriesID: Ref(id)},
		CoOrganiser:   {Role: CoOrganiser, SeminarID: Ref(id), OrganisationID: Ref(id)},
		Rapporteur:    {Role: Rapporteur, SessionID: Ref(id)},
		FocalPoint:    {Role: FocalPoint, SeminarID: Ref(id), OrganisationID: Ref(id)},
		CheckIn:       {Role: CheckIn, SeminarID: Ref(id)},
	} {
		in := all
		in.Role = role
		_, err := in.Check()
		for field, outside := range map[string]*string{"series": &in.SeriesID, "seminar": &in.SeminarID, "session": &in.SessionID, "organisation": &in.OrganisationID} {
			if ProblemsOf(err)[field].Code == "grant.other_scope" {
				*outside = ""
			} else if !grantFields[role].Has(field) {
				t.Errorf("%s with a %s: %v", role, field, err)
			}
		}
		if got, err := in.Check(); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v, %v", role, got, err)
		}
		if _, err := (GrantInput{Role: role}).Check(); (err == nil) != (role == Administrator) {
			t.Errorf("%s without a scope: %v", role, err)
		}
		_, err = (GrantInput{Role: role, SessionIDs: []string{id}}).Check()
		if got := ProblemsOf(err)["sessions"].Code == "grant.other_scope"; got != (role != Rapporteur) {
			t.Errorf("%s of several sessions: %v", role, err)
		}
	}
}
