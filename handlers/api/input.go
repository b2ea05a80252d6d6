package api

import (
	"strconv"

	"consultations/models"
)

func set[T any](field *T, sent *T) {
	if sent != nil {
		*field = *sent
	}
}

// setList sets a list. An empty one empties it, which forms say by an entry
// without text.
func setList(field *[]string, sent *[]string) {
	if sent != nil {
		*field = append([]string{""}, *sent...)
	}
}

func setNumber(field *string, sent *int) {
	if sent != nil {
		*field = strconv.Itoa(*sent)
	}
}

// version is the version that the caller read; without one, the present one.
func version(sent, now int) int {
	if sent != 0 {
		return sent
	}
	return now
}

// language is the language in which texts are sent; without one, that in
// which they were written.
func language(sent string, t models.Text) string {
	if sent == "" {
		sent = t.Original
	}
	if sent == "" {
		sent = "en"
	}
	return sent
}
