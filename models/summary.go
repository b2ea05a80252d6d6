package models

import (
	"strings"
	"time"
)

// SummaryKind is the kind of document that a summary is. It determines the
// author line, the status line and who must clear.
type SummaryKind string

// SummaryKinds lists the kinds in the order of a form.
var SummaryKinds = []SummaryKind{"executive_summary", "chairs_summary", "co_chairs_summary", "rapporteurs_note", "conclusions", "proceedings", "synthesis"}

// Values lists them.
func (SummaryKind) Values() []SummaryKind { return SummaryKinds }

// InAddress is the kind as addresses write it: chairs-summary.
func (k SummaryKind) InAddress() string { return strings.ReplaceAll(string(k), "_", "-") }

// SummaryKindInAddress is the kind that an address names.
func SummaryKindInAddress(name string) (SummaryKind, bool) {
	for _, k := range SummaryKinds {
		if k.InAddress() == name {
			return k, true
		}
	}
	return "", false
}

// SummaryStatus is the status of the working text.
type SummaryStatus string

// The states of a working text.
const (
	SummaryDraft     SummaryStatus = "draft"
	SummaryReview    SummaryStatus = "review"    // under review by the secretariat
	SummaryClearance SummaryStatus = "clearance" // under clearance by the organisers
	SummaryCleared   SummaryStatus = "cleared"   // every organiser has cleared every point
)

// Values lists them.
func (SummaryStatus) Values() []SummaryStatus {
	return []SummaryStatus{SummaryDraft, SummaryReview, SummaryClearance, SummaryCleared}
}

// Summary is the working text of a document. The public never reads it: it
// reads editions.
type Summary struct {
	ID           string `gorm:"primaryKey"`
	SeminarID    string
	Kind         SummaryKind
	Title        Text
	Intro        Text
	IssuedPlace  Text
	IssuedOn     Day
	Reference    Text   // a document to which the text refers, if any
	ReferenceURL string // where that document can be found
	Language     string // language of drafting
	Status       SummaryStatus
	Authors      List // accounts that changed the text since the last edition; the first one drafted it
	Revision     int  // increases with every change of the text; clearances apply to one revision
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int

	EarlierPublication *EarlierPublication // the document that the text restates or reproduces, if any
	SharedWords        *SharedWords        // as organisers were asked to clear them; nil before
}

// MayDraft reports whether the actor may write and change the summaries of a
// seminar.
func (s Seminar) MayDraft(a Actor) bool { return a.ServesSeries(s.SeriesID) }

// MaySee reports whether the actor may read the working text: the
// secretariat and organisers always, co-organisers from clearance on.
func (m Summary) MaySee(a Actor, s Seminar) bool {
	if s.MayDraft(a) || s.MayEdit(a) {
		return true
	}
	return len(a.CoOrganisesFor(s.ID)) > 0 && (m.Status == SummaryClearance || m.Status == SummaryCleared)
}

// MayPublish reports whether the actor may publish the text as an edition: a
// member of the secretariat who has not changed it since the last edition.
func (m Summary) MayPublish(a Actor, s Seminar) bool {
	return s.MayDraft(a) && (a.IsSystem() || !m.Authors.Has(a.AccountID))
}

// Decision is an organiser's reply on a point.
type Decision string

// The decisions. Only Cleared permits publication: clearing with changes is a
// promise to clear the changed text.
const (
	Cleared            Decision = "cleared"
	ClearedWithChanges Decision = "cleared_with_changes"
	Objected           Decision = "objected"
)

// Decisions lists the decisions in the order of a form.
var Decisions = []Decision{Cleared, ClearedWithChanges, Objected}

// Values lists them.
func (Decision) Values() []Decision { return Decisions }

// Clearance is the reply of one organiser on one point in one revision.
type Clearance struct {
	ID          string `gorm:"primaryKey"`
	SummaryID   string
	Revision    int
	OrganiserID string
	PointID     string
	Decision    Decision
	Comment     string
	Proposal    string
	AccountID   Ref // missing if recorded by the program itself
	At          time.Time
}

// PointKind is the kind of a point.
type PointKind string

// PointKinds lists the kinds in the order in which a document shows them.
var PointKinds = []PointKind{"trend", "challenge", "finding", "recommendation"}

// Values lists them.
func (PointKind) Values() []PointKind { return PointKinds }

// Voice is whose view the document reports.
type Voice string

// Voices lists whose view a point can be. Unattributed is a point that the
// text puts impersonally, naming nobody: "it was suggested".
var Voices = []Voice{"document", "participants", "some", "all_agreed", "unattributed"}

// Values lists them.
func (Voice) Values() []Voice { return Voices }

// Strength is how firmly a point is expressed. It is kept as it was: a
// suggestion must not become a recommendation.
type Strength string

// Strengths lists the strengths from the weakest.
var Strengths = []Strength{"noted", "hoped", "feared", "suggested", "stressed", "agreed", "recommended"}

// Values lists them.
func (Strength) Values() []Strength { return Strengths }

// Addressee is to whom a recommendation is addressed, and whether the text
// names them or a reader inferred it.
type Addressee struct {
	Name  string `json:"name"`
	Basis Basis  `json:"basis"`
}

// Basis is how an addressee is known.
type Basis string

// The bases.
const (
	Explicit Basis = "explicit"
	Inferred Basis = "inferred"
)

// Values lists them.
func (Basis) Values() []Basis {
	return []Basis{Explicit, Inferred}
}

// Addressees are kept in one JSON column.
type Addressees []Addressee

// Point is one numbered paragraph of a summary.
type Point struct {
	ID         string `gorm:"primaryKey"`
	SummaryID  string
	Position   int
	Code       string // fixed in the document and in its addresses: T1, R9
	Kind       PointKind
	Body       Text
	Voice      Voice
	Strength   Strength
	Paragraph  string // paragraph of the original: P2
	Addressees Addressees
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Version    int
}

// EditionKind is the reason for which an edition was published.
type EditionKind string

// EditionKinds lists the kinds; the first edition is always the original.
var EditionKinds = []EditionKind{"original", "corrigendum", "revision", "addendum"}

// Values lists them.
func (EditionKind) Values() []EditionKind { return EditionKinds }

// Edition is a published text. It never changes; it can be withdrawn, and its
// address remains valid.
type Edition struct {
	ID           string `gorm:"primaryKey"`
	SummaryID    string
	SeminarID    string
	SeriesID     string
	Number       int // numbered within the seminar
	Kind         EditionKind
	Reason       string
	Title        Text // those of the document, for lists
	Intro        Text
	Document     Document
	Fingerprint  string // SHA-256 of the document as stored, in hex
	AuthorID     Ref
	PublisherID  Ref
	PublishedAt  time.Time
	WithdrawnAt  *time.Time
	WithdrawnWhy string

	EarlierPublication *EarlierPublication // that of the document, for lists
}

// Document is the frozen content of an edition: everything that its page, its
// PDF and its data show, so that nothing changes if a seminar or an
// organisation is renamed later.
type Document struct {
	Kind         SummaryKind         `json:"kind"`
	Series       Text                `json:"series"`
	Subtitle     Text                `json:"subtitle"`
	Seminar      Text                `json:"seminar"`
	Place        Text                `json:"place"`
	StartsOn     Day                 `json:"starts_on"`
	EndsOn       Day                 `json:"ends_on"`
	Organisers   []DocumentOrganiser `json:"organisers"`
	Title        Text                `json:"title"`
	Intro        Text                `json:"intro"`
	IssuedPlace  Text                `json:"issued_place"`
	IssuedOn     Day                 `json:"issued_on"`
	Language     string              `json:"language"`
	Reference    Text                `json:"reference"`
	ReferenceURL string              `json:"reference_url"`
	Points       []DocumentPoint     `json:"points"`

	EarlierPublication *EarlierPublication `json:"earlier_publication,omitempty"` // left out if none: fingerprints of older editions stay the same
}

// DocumentOrganiser is an organiser as a document prints it.
type DocumentOrganiser struct {
	ShownAs Text              `json:"shown_as"`
	Role    OrganiserRoleKind `json:"role"`
	Cleared bool              `json:"cleared"` // its clearance of this text is recorded
}

// DocumentPoint is a point as a document prints it.
type DocumentPoint struct {
	ID         string      `json:"id"`
	Code       string      `json:"code"`
	Kind       PointKind   `json:"kind"`
	Themes     []Text      `json:"themes"`
	Body       Text        `json:"body"`
	Voice      Voice       `json:"voice"`
	Strength   Strength    `json:"strength"`
	Paragraph  string      `json:"paragraph"`
	Addressees []Addressee `json:"addressees"`
}
