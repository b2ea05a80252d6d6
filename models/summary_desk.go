package models

import "time"

// SummaryDesk is everything that the pages of one working text show: drafting,
// clearance and publishing.
type SummaryDesk struct {
	Summary    Summary
	Seminar    Seminar
	Series     Text
	SeriesSlug string
	Points     []PointRow
	Themes     []Theme        // of the series
	Sessions   []SessionTitle // of the seminar; empty for those who may not read the notes
	Notes      []NoteRow      // the same
	Organisers []DeskOrganiser
	Clearances []ClearanceRow // of all revisions, newest first
	Editions   []DeskEdition  // newest first
	Publishers []string       // names of those who may publish it now; for the secretariat
}

// SessionTitle is a session on which a point can be based.
type SessionTitle struct {
	ID          string
	Title       Text
	Attribution Attribution
	StartsLocal LocalTime
}

// IsBreak reports whether nothing is said in the session: only breaks have no
// attribution rule.
func (s SessionTitle) IsBreak() bool { return s.Attribution == "" }

// DeskOrganiser is an organiser who must clear the text.
type DeskOrganiser struct {
	ID             string
	OrganisationID string
	Name           Text
	ShownAs        Text
	Role           OrganiserRoleKind
	Represented    bool // an account that did not help to draft the text can reply for it
}

// Shown is the name printed for the organiser.
func (o DeskOrganiser) Shown() Text {
	if o.ShownAs.IsZero() {
		return o.Name
	}
	return o.ShownAs
}

// ClearanceRow is a reply with the name of its author.
type ClearanceRow struct {
	Clearance
	Account string // name; empty if recorded by the program itself
}

// DeskEdition is an edition as those who publish read it.
type DeskEdition struct {
	ID           string
	Number       int
	Kind         EditionKind
	Reason       string
	Fingerprint  string
	Author       string
	Publisher    string
	PublishedAt  time.Time
	WithdrawnAt  *time.Time
	WithdrawnWhy string

	EarlierPublication *EarlierPublication
}

// Point returns one point of the text.
func (d SummaryDesk) Point(id string) (PointRow, error) {
	for _, p := range d.Points {
		if p.ID == id {
			return p, nil
		}
	}
	return PointRow{}, Missing()
}

// Decided returns an organiser's reply on a point in the current revision; ok
// is false if there is none.
func (d SummaryDesk) Decided(organiser, point string) (ClearanceRow, bool) {
	for _, c := range d.Clearances {
		if c.Revision == d.Summary.Revision && c.OrganiserID == organiser && c.PointID == point {
			return c, true
		}
	}
	return ClearanceRow{}, false
}

// Earlier lists the replies on a point in earlier revisions.
func (d SummaryDesk) Earlier(point string) []ClearanceRow {
	var rows []ClearanceRow
	for _, c := range d.Clearances {
		if c.PointID == point && c.Revision < d.Summary.Revision {
			rows = append(rows, c)
		}
	}
	return rows
}

// HasEarlier reports whether there are replies on points of the text in earlier
// revisions.
func (d SummaryDesk) HasEarlier() bool {
	for _, p := range d.Points {
		if len(d.Earlier(p.ID)) > 0 {
			return true
		}
	}
	return false
}

// Count counts the replies of the organisers in the current revision by
// decision; the key "" counts those that are missing.
func (d SummaryDesk) Count() map[Decision]int {
	n := map[Decision]int{}
	for _, o := range d.Organisers {
		for _, p := range d.Points {
			c, _ := d.Decided(o.ID, p.ID)
			n[c.Decision]++
		}
	}
	return n
}

// Answered counts the points that an organiser has answered in the present
// revision.
func (d SummaryDesk) Answered(organiser string) int {
	n := 0
	for _, p := range d.Points {
		if _, ok := d.Decided(organiser, p.ID); ok {
			n++
		}
	}
	return n
}

// Open counts the points that an organiser has not answered yet.
func (d SummaryDesk) Open(organiser string) int { return len(d.Points) - d.Answered(organiser) }

// Replied lists the organisers whose replies a change of the text makes void;
// none unless the text is in clearance.
func (d SummaryDesk) Replied() []DeskOrganiser {
	var all []DeskOrganiser
	for _, o := range d.Organisers {
		if d.Summary.Status == SummaryClearance && d.Answered(o.ID) > 0 {
			all = append(all, o)
		}
	}
	return all
}

// Unrepresented lists the organisers whose replies are missing and for whom
// nobody can reply.
func (d SummaryDesk) Unrepresented() []DeskOrganiser {
	var all []DeskOrganiser
	for _, o := range d.Organisers {
		if !o.Represented && d.Open(o.ID) > 0 {
			all = append(all, o)
		}
	}
	return all
}

// Remark is an answer in the present revision that does not simply clear a
// point, or has a comment.
type Remark struct {
	Point     PointRow
	Organiser DeskOrganiser
	Clearance ClearanceRow
}

// Remarks lists them in the order of the text. What the actor may not read was
// left out by For.
func (d SummaryDesk) Remarks() []Remark {
	var all []Remark
	for _, p := range d.Points {
		for _, o := range d.Organisers {
			if said, ok := d.Decided(o.ID, p.ID); ok && (said.Decision != Cleared || said.Comment != "") {
				all = append(all, Remark{p, o, said})
			}
		}
	}
	return all
}

// For leaves what the actor may read: co-organisers clear what is drawn from
// sessions and notes, not these themselves, and what an organiser wrote to the
// secretariat is not for the other organisers.
func (d SummaryDesk) For(a Actor) SummaryDesk {
	if d.Seminar.MayDraft(a) || d.Seminar.MayEdit(a) {
		return d
	}
	d.Sessions, d.Notes, d.Publishers = nil, nil, nil
	for i := range d.Points {
		d.Points[i].Sources = nil
	}
	own := map[string]bool{}
	for _, o := range d.Organisers {
		own[o.ID] = List(a.CoOrganisesFor(d.Seminar.ID)).Has(o.OrganisationID)
	}
	for i := range d.Clearances {
		if !own[d.Clearances[i].OrganiserID] {
			d.Clearances[i].Comment, d.Clearances[i].Proposal, d.Clearances[i].Account = "", "", ""
		}
	}
	return d
}

// ClearsFor lists the organisers for whom the actor clears the text.
func (d SummaryDesk) ClearsFor(a Actor) []DeskOrganiser {
	var mine []DeskOrganiser
	for _, o := range d.Organisers {
		if List(a.CoOrganisesFor(d.Seminar.ID)).Has(o.OrganisationID) {
			mine = append(mine, o)
		}
	}
	return mine
}
