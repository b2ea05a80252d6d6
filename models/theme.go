package models

// Theme is a subject that points of a series are filed under.
type Theme struct {
	ID       string `gorm:"primaryKey"`
	SeriesID string
	Name     Text
	NameKey  string
	Position int
	Version  int
}

// ThemeInput is what a form may set of a theme.
type ThemeInput struct {
	Name     string `form:"name"`
	Language string `form:"language"`
}

// Check reads the input into th, which keeps its translations. The key of a
// theme is its original name, so that a translation makes no second theme.
func (i ThemeInput) Check(th Theme) (Theme, error) {
	in := newInput()
	lang := choice(in, "language", i.Language, Languages)
	th.Name = in.named(th.Name, lang, "name", i.Name, 120)
	th.NameKey = NameKey(th.Name.Source())
	return th, in.Err()
}
