package models

import (
	"testing"
	"time"
)

func TestWhoIsAskedToConfirmTheirAddress(t *testing.T) {
	hours := 24
	asks, none := openSeminar(), openSeminar()
	asks.ConfirmHours = &hours
	link := Actor{Via: ViaLink, RegistrationID: "r", PersonID: "p"}
	pending := Registration{ID: "r", PersonID: "p", Status: Pending}
	known := pending
	known.AddressConfirmedAt = &noon
	for _, c := range []struct {
		says             string
		got              AddressConfirmation
		asked, confirmed bool
	}{
		{"who registers by the form", asks.Enrolled(Public, false, noon), true, false},
		{"who registers where nobody is asked", none.Enrolled(Public, false, noon), false, false},
		{"whom the organisers register", asks.Enrolled(System, false, noon), false, false},
		{"who accepts an invitation", asks.Enrolled(Public, true, noon), false, true},
		{"who is approved", pending.Moved(System, asks, Confirmed, noon), true, false},
		{"who is approved and had confirmed", known.Moved(System, asks, Confirmed, noon), false, true},
		{"who is reinstated", Registration{ID: "r", PersonID: "p", Status: Revoked}.Moved(System, asks, Confirmed, noon), true, false},
		{"who accepts an offer by the link", Registration{ID: "r", PersonID: "p", Status: Offered}.Moved(link, asks, Confirmed, noon), false, true},
		{"for whom the organisers accept an offer", Registration{ID: "r", PersonID: "p", Status: Offered}.Moved(System, asks, Confirmed, noon), false, false},
		{"who corrects their data by the link", pending.Corrected(link, false, noon), false, true},
		{"whose address the organisers correct", known.Corrected(System, true, noon), false, false},
	} {
		if (c.got.ConfirmBy != nil) != c.asked || (c.got.AddressConfirmedAt != nil) != c.confirmed {
			t.Errorf("%s: %+v, want asked %t, confirmed %t", c.says, c.got, c.asked, c.confirmed)
		}
		if c.asked && !c.got.ConfirmBy.Equal(noon.Add(24*time.Hour)) {
			t.Errorf("%s: until %s", c.says, c.got.ConfirmBy)
		}
	}
}

func TestASeatIsNeverReservedForAnUnconfirmedAddressBeyondTheBeginning(t *testing.T) {
	hours := MaxConfirmHours
	m := openSeminar()
	m.ConfirmHours, m.TimeZone, m.StartsOn, m.EndsOn = &hours, "Asia/Shanghai", LocalTimeOf(noon.AddDate(0, 0, 2), time.UTC).Day(), LocalTimeOf(noon.AddDate(0, 0, 3), time.UTC).Day()

	if got, want := m.Enrolled(Public, false, noon).ConfirmBy, LocalTime(string(m.StartsOn)+"T00:00").In(m.Location()); !got.Equal(want) {
		t.Errorf("until %s, want %s", got, want)
	}
}

func TestWhoMayConfirmAnAddress(t *testing.T) {
	m := openSeminar()
	r := Registration{ID: "r", PersonID: "p", SeminarID: m.ID, Status: Confirmed, AddressConfirmation: AddressConfirmation{ConfirmBy: &noon}}
	lapsed := r
	lapsed.Status = Lapsed
	withdrawn := Registration{ID: "r", PersonID: "p", Status: Withdrawn}
	for _, c := range []struct {
		says string
		of   Registration
		by   Actor
		want string
	}{
		{"the holder", r, holder, ""},
		{"the organisers", r, System, ""},
		{"nobody else", r, Public, CodeOf(Missing())},
		{"once the seat was given back", lapsed, holder, "registration.confirm_over"},
		{"after a withdrawal", withdrawn, holder, "registration.closed"},
	} {
		now, err := c.of.ConfirmAddress(c.by, m, noon)
		if CodeOf(err) != c.want || err == nil && (now.ConfirmBy != nil || now.AddressConfirmedAt == nil) {
			t.Errorf("%s: %v, want %q", c.says, err, c.want)
		}
	}
}
