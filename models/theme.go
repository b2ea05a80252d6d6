package models

// Theme is a subject under which points of a series are grouped.
type Theme struct {
	ID       string `gorm:"primaryKey"`
	SeriesID string
	Name     Text
	NameKey  string
	Position int
	Version  int
}

// ThemeInput is what can be set on a theme.
type ThemeInput struct {
	Name     string `form:"name" json:"name"`
	Language string `form:"language" json:"language" doc:"Language of the name"`
}

// Check reads the input into th, which keeps its translations. The key of a
// theme is its original name, so that a translation does not create a second
// theme.
func (i ThemeInput) Check(th Theme) (Theme, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	th.Name = in.named(th.Name, lang, "name", i.Name, 120)
	th.NameKey = NameKey(th.Name.Source())
	return th, in.Err()
}

// Input is the theme as a form shows it in one language, to be changed.
func (th Theme) Input(lang string) ThemeInput {
	return ThemeInput{Name: th.Name.In[lang], Language: lang}
}
