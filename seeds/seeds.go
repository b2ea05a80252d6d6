package seeds

import (
	"context"
	_ "embed" // for the data file
	"fmt"
	"net/http"

	"github.com/goccy/go-yaml"

	"consultations/models"
	"consultations/models/store"
)

//go:embed series_2007.yaml
var series2007 []byte

// names is a text in several languages; English is the original.
type names map[string]string

// data is the file as it is written.
type data struct {
	Series struct {
		Slug                         string
		Started                      int
		Title, Subtitle, Lead, About names
		AlternateTitles              []string `yaml:"alternate_titles"`
		Regions                      []string
	}
	Organisations []struct {
		Key    string
		Kind   models.OrganisationKind
		Entity string
		Name   names
	}
	Seminars []seminarData
	Themes   []names
	Summary  summaryData
}

type seminarData struct {
	Number       int
	Label, Place names
	Entity       string
	TimeZone     string `yaml:"time_zone"`
	Region       string
	StartsOn     models.Day `yaml:"starts_on"`
	EndsOn       models.Day `yaml:"ends_on"`
	Year         int
	Organisers   []struct {
		Organisation string
		Role         models.OrganiserRoleKind
		Hosts        bool
		ShownAs      names `yaml:"shown_as"`
	}
}

type summaryData struct {
	Seminar            int
	Kind               models.SummaryKind
	Title              string
	Intro              string
	EarlierPublication struct {
		Kind        models.EarlierKind
		Title       string
		IssuedPlace names `yaml:"issued_place"`
	} `yaml:"earlier_publication"`
	Points []struct {
		Code, Paragraph, Theme, Body string
		Addressee                    models.Lines
		Kind                         models.PointKind
		Voice                        models.Voice
		Strength                     models.Strength
		Basis                        models.Basis
	}
}

// Load fills a database without a series with the series of 2007; seeded says
// whether it did. All of it is one transaction: a start that was interrupted
// leaves nothing behind, and of two nodes that start together one seeds.
func Load(ctx context.Context, s *store.Store) (seeded bool, err error) {
	old, err := s.WorkingSeries(ctx, models.System, "", 1)
	if err != nil || len(old.Items) > 0 {
		return false, err
	}
	var d data
	if err := yaml.UnmarshalWithOptions(series2007, &d, yaml.Strict()); err != nil {
		return false, fmt.Errorf("read the series of 2007: %w", err)
	}
	once := models.IdempotentRequest{Caller: "seeds", Key: "series_2007", Route: "seed"}
	_, repeated, err := s.Idempotent(ctx, models.System, once, func(ctx context.Context) (int, []byte, error) {
		l := loader{ctx: ctx, s: s, data: d, states: map[string]string{}, organisations: map[string]string{}, themes: map[string]string{}}
		return http.StatusCreated, nil, l.load()
	})
	return err == nil && !repeated, err
}

// loader walks through the file; what it made is found by the file's names.
type loader struct {
	ctx           context.Context
	s             *store.Store
	data          data
	series        models.Series
	states        map[string]string
	organisations map[string]string
	themes        map[string]string
}

func (l *loader) load() error {
	for _, step := range []func() error{l.loadStates, l.loadSeries, l.loadThemes, l.loadOrganisations} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, m := range l.data.Seminars {
		id, err := l.loadSeminar(m)
		if err != nil {
			return fmt.Errorf("seminar %d: %w", m.Number, err)
		}
		if m.Number == l.data.Summary.Seminar {
			if err := l.loadSummary(id); err != nil {
				return fmt.Errorf("summary of seminar %d: %w", m.Number, err)
			}
		}
	}
	return nil
}

func (l *loader) loadStates() error {
	old, err := l.s.Entities(l.ctx, models.System)
	if err != nil {
		return err
	}
	if len(old) == 0 {
		if old, err = States(); err != nil {
			return err
		}
		if err := l.s.AddEntities(l.ctx, models.System, old); err != nil {
			return err
		}
	}
	for _, e := range old {
		l.states[e.Names.Source()] = e.ID
	}
	return nil
}

func (l *loader) loadSeries() error {
	d := l.data.Series
	in := func(lang string) models.SeriesInput {
		return models.SeriesInput{
			Title: d.Title[lang], Subtitle: d.Subtitle[lang], Slug: d.Slug, Lead: d.Lead[lang], About: d.About[lang],
			Started: models.WholeOf(&d.Started), AlternateTitles: models.LinesOf(d.AlternateTitles), Regions: models.LinesOf(d.Regions), Language: lang,
		}
	}
	var err error
	if l.series, err = l.s.CreateSeries(l.ctx, models.System, in("en")); err != nil {
		return err
	}
	return translated(d.Title, func(lang string) error {
		l.series, err = l.s.EditSeries(l.ctx, models.System, l.series.ID, l.series.Version, in(lang))
		return err
	})
}

func (l *loader) loadThemes() error {
	for _, name := range l.data.Themes {
		theme, err := l.s.AddTheme(l.ctx, models.System, l.series.ID, models.ThemeInput{Name: name["en"], Language: "en"})
		if err != nil {
			return err
		}
		l.themes[name["en"]] = theme.ID
		err = translated(name, func(lang string) error {
			theme, err = l.s.EditTheme(l.ctx, models.System, l.series.ID, theme.ID, theme.Version, models.ThemeInput{Name: name[lang], Language: lang})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) loadOrganisations() error {
	for _, d := range l.data.Organisations {
		in := func(lang string) models.OrganisationInput {
			return models.OrganisationInput{Name: d.Name[lang], Language: lang, Kind: d.Kind, EntityID: l.states[d.Entity]}
		}
		if d.Entity != "" && l.states[d.Entity] == "" {
			return fmt.Errorf("there is no State %q", d.Entity)
		}
		o, err := l.s.AddOrganisation(l.ctx, models.System, in("en"))
		if err != nil {
			return err
		}
		l.organisations[d.Key] = o.ID
		err = translated(d.Name, func(lang string) error {
			o, err = l.s.EditOrganisation(l.ctx, models.System, o.ID, o.Version, in(lang))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// translated calls write for each language but English in which there is a
// text.
func translated(t names, write func(lang string) error) error {
	for _, lang := range models.Languages {
		if lang == "en" || t[lang] == "" {
			continue
		}
		if err := write(lang); err != nil {
			return err
		}
	}
	return nil
}
