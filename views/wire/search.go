package wire

import "consultations/models"

// FoundJSON is a result of a search in the API.
type FoundJSON struct {
	Kind    models.FoundKind `json:"kind"`
	Address string           `json:"address" format:"uri" doc:"Address at which it is published"`
	Title   TextJSON         `json:"title"`
	Body    TextJSON         `json:"body" doc:"Text around the match"`
}

// FoundShape makes the API's shape of a result.
func FoundShape(base string) func(models.Found) FoundJSON {
	return func(f models.Found) FoundJSON {
		return FoundJSON{Kind: f.Kind, Address: base + f.Path, Title: textJSON(f.Title), Body: textJSON(f.Body)}
	}
}
