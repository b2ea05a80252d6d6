// Package seeds fills an empty database with what is known of the series of
// 2007 and its Beijing seminar, through the verbs of the store, so that the
// seeds obey the same rules as people do.
package seeds

import (
	_ "embed" // for the data files
	"encoding/json"
	"fmt"

	"consultations/models"
)

// states lists the Member States and observer States of the United Nations
// under the short names that the United Nations uses in each language. The
// ISO code is a key for programs and is never shown.
//
//go:embed states.json
var states []byte

// States reads the first content of the table of States and other
// participating entities. Organisers change the table as they decide.
func States() ([]models.Entity, error) {
	var rows []struct {
		ISO       string            `json:"iso"`
		Names     map[string]string `json:"names"`
		ValidFrom models.Day        `json:"valid_from"`
	}
	if err := json.Unmarshal(states, &rows); err != nil {
		return nil, fmt.Errorf("read the table of States: %w", err)
	}
	all := make([]models.Entity, len(rows))
	for i, r := range rows {
		all[i] = models.Entity{
			Names: models.Text{Original: "en", In: r.Names}, SortKey: models.NameKey(r.Names["en"]),
			ISO: models.Ref(r.ISO), ValidFrom: r.ValidFrom,
		}
	}
	return all, nil
}
