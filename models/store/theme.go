package store

import (
	"context"

	"consultations/models"
)

// AddTheme adds a theme at the end of the list of a series.
func (s *Store) AddTheme(ctx context.Context, by models.Actor, seriesID string, in models.ThemeInput) (models.Theme, error) {
	var theme models.Theme
	err := s.write(ctx, by, "theme.add", func(t *tx) error {
		series, err := t.lockSeries(by, seriesID)
		if err != nil {
			return err
		}
		if !series.MayTheme(by) {
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		if theme, err = in.Check(models.Theme{SeriesID: seriesID}); err != nil {
			return err
		}
		var n int64
		if err := t.Model(&models.Theme{}).Where("series_id = ?", seriesID).Count(&n).Error; err != nil {
			return err
		}
		theme.ID, theme.Position, theme.Version = models.NewID(s.db.Now()), int(n)+1, 1
		if err := t.themeIsNew(theme); err != nil {
			return err
		}
		if err := t.Create(&theme).Error; err != nil {
			return err
		}
		return t.record(subject{kind: "theme", id: theme.ID, series: seriesID}, nil)
	})
	return theme, err
}

// EditTheme renames a theme or translates its name. Published editions keep the
// old name.
func (s *Store) EditTheme(ctx context.Context, by models.Actor, seriesID, themeID string, seen int, in models.ThemeInput) (models.Theme, error) {
	var theme models.Theme
	err := s.write(ctx, by, "theme.edit", func(t *tx) error {
		series, err := t.lockSeries(by, seriesID)
		if err != nil {
			return err
		}
		if !series.MayTheme(by) {
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		if err := t.Where("id = ? AND series_id = ?", themeID, seriesID).Take(&theme).Error; err != nil {
			return err
		}
		if theme.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if theme, err = in.Check(theme); err != nil {
			return err
		}
		if err := t.themeIsNew(theme); err != nil {
			return err
		}
		theme.Version++
		if err := t.Select("Name", "NameKey", "Version").Updates(&theme).Error; err != nil {
			return err
		}
		if err := t.record(subject{kind: "theme", id: theme.ID, series: seriesID}, nil); err != nil {
			return err
		}
		return t.wordsChangedIn(seriesID)
	})
	return theme, err
}

// Themes lists the themes of a series in their order. The list is empty for
// those who see the series but have no part in it.
func (s *Store) Themes(ctx context.Context, by models.Actor, seriesID string) ([]models.Theme, error) {
	may, err := s.maySeeThemes(ctx, by, seriesID)
	if err != nil || !may {
		return nil, err
	}
	return s.themes(ctx, seriesID)
}

// Theme reads one theme of a series.
func (s *Store) Theme(ctx context.Context, by models.Actor, seriesID, id string) (models.Theme, error) {
	may, err := s.maySeeThemes(ctx, by, seriesID)
	if err != nil {
		return models.Theme{}, err
	}
	if !may {
		return models.Theme{}, models.Missing()
	}
	var theme models.Theme
	err = s.db.One(s.db.Read(ctx).Where("id = ? AND series_id = ?", id, seriesID), "theme.read", &theme)
	return theme, err
}

func (s *Store) maySeeThemes(ctx context.Context, by models.Actor, seriesID string) (bool, error) {
	series, err := s.Series(ctx, by, seriesID)
	if err != nil {
		return false, err
	}
	part, err := s.hasPart(s.db.Read(ctx), by, seriesID)
	return series.MaySeeThemes(by, part), s.db.Classify("theme.list", err)
}

func (s *Store) themes(ctx context.Context, seriesID string) ([]models.Theme, error) {
	var themes []models.Theme
	err := s.db.All(s.db.Read(ctx).Where("series_id = ?", seriesID).Order("position, id"), "theme.list", &themes)
	return themes, err
}

func (t *tx) themeIsNew(theme models.Theme) error {
	var n int64
	if err := t.Model(&models.Theme{}).Where("series_id = ? AND name_key = ? AND id <> ?", theme.SeriesID, theme.NameKey, theme.ID).Count(&n).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(n == 0, "name", "form.taken")
	return p.Err()
}
