package db

import "strings"

var likeEscaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_", "\x00", "")

// EscapeLike makes text stand for itself in a pattern of LIKE … ESCAPE '!'.
// Zero bytes are dropped: no stored text has one, and PostgreSQL refuses them.
func EscapeLike(text string) string { return likeEscaper.Replace(text) }
