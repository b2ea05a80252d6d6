package models

import "time"

// Series is a run of seminars on one subject.
type Series struct {
	ID              string `gorm:"primaryKey"`
	Slug            string
	Title           Text
	Subtitle        Text
	AlternateTitles List
	Lead            Text // organisation that leads the series, as printed
	About           Text
	Regions         List   // as the organisers of the series define them
	Contact         string // where readers can write to about a seminar that names no contact itself
	Started         *int   // year
	AnnouncedAt     *time.Time
	CreatedAt       time.Time
	UpdatedAt       time.Time
	Version         int
}

// TableName tells GORM the table: the plural of series is series.
func (Series) TableName() string { return "series" }

// IsPublic reports whether everybody may know of the series: from the moment
// its first seminar is announced.
func (s Series) IsPublic() bool { return s.AnnouncedAt != nil }

// MaySee reports whether the actor may know that the series exists. part is
// whether the actor has a grant for one of its seminars.
func (s Series) MaySee(a Actor, part bool) bool {
	return s.IsPublic() || part || s.MayEdit(a) || a.ServesSeries(s.ID)
}

// MayEdit reports whether the actor may change the series and add seminars.
func (s Series) MayEdit(a Actor) bool { return a.Organises(s.ID, "") }

// MayCreateSeries reports whether the actor may create a series:
// administrators, and whoever already organises one.
func MayCreateSeries(a Actor) bool {
	return a.Administers() || a.holds(func(g Grant) bool { return g.Role == OrganiserRole && g.SeriesID != "" })
}

// SeriesInput is what can be set on a series.
type SeriesInput struct {
	Title           string `form:"title" json:"title" doc:"Title, in the language given by language"`
	Subtitle        string `form:"subtitle" json:"subtitle"`
	Slug            string `form:"slug" json:"slug" doc:"Last part of the web address; if empty, formed from the title"`
	Lead            string `form:"lead" json:"lead" doc:"Name of the organisation that leads the series, as printed"`
	About           string `form:"about" json:"about"`
	Contact         string `form:"contact" json:"contact" doc:"Where readers can write to about every seminar that has no contact of its own: an e-mail address, or a line such as Secretariat, secretariat@example.org"`
	Started         Whole  `form:"started" json:"started" doc:"Year in which the series started"`
	Language        string `form:"language" json:"language" doc:"Language of the texts in this input"`
	AlternateTitles Lines  `form:"alternate_titles" json:"alternate_titles" doc:"Other titles of the series"`
	Regions         Lines  `form:"regions" json:"regions" doc:"Regions as defined by the series; each seminar can be assigned to one"`
}

// Check reads the input into s, which keeps its translations.
func (i SeriesInput) Check(s Series) (Series, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	s.Title = in.named(s.Title, lang, "title", i.Title, MaxLine)
	s.Subtitle = s.Subtitle.With(lang, in.line("subtitle", i.Subtitle, MaxLine))
	s.Lead = s.Lead.With(lang, in.line("lead", i.Lead, MaxLine))
	s.About = s.About.With(lang, in.text("about", i.About, MaxText))
	s.Contact = in.contact("contact", i.Contact)
	if i.Slug == "" {
		i.Slug = Slug(s.Title.slugSource())
	}
	if i.Slug != "" || !s.Title.IsZero() { // without a title, report only the missing title
		s.Slug = in.slug("slug", i.Slug)
	}
	s.Started = in.year("started", i.Started)
	s.AlternateTitles = in.lines("alternate_titles", i.AlternateTitles)
	s.Regions = in.lines("regions", i.Regions)
	return s, in.Err()
}

// Input is the series as a form shows it in one language.
func (s Series) Input(lang string) SeriesInput {
	return SeriesInput{Title: s.Title.In[lang], Subtitle: s.Subtitle.In[lang], Slug: s.Slug, Lead: s.Lead.In[lang], About: s.About.In[lang], Contact: s.Contact, Started: WholeOf(s.Started),
		Language: lang, Regions: LinesOf(s.Regions), AlternateTitles: LinesOf(s.AlternateTitles)}
}
