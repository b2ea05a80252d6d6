package locale

import (
	"testing"

	"consultations/models"
)

// named makes the keys under which values are named.
func named[T ~string](noun string, values ...T) []string {
	keys := make([]string, len(values))
	for i, value := range values {
		keys[i] = noun + "." + string(value)
	}
	return keys
}

func TestEveryValueOfTheModelsHasAName(t *testing.T) {
	vocabulary := [][]string{
		named("language", models.Languages...),
		named("account_status", models.Active, models.Disabled),
		named("scope", models.ScopeSite, models.ScopeSeries, models.ScopeSeminar, models.ScopeSession),
		named("role", models.Roles...),
		named("organisation_kind", models.OrganisationKinds...),
		named("organiser_role", models.OrganiserRoles...),
		named("seminar_status", models.SeminarDraft, models.SeminarAnnounced, models.SeminarPostponed,
			models.SeminarCancelled, models.SeminarConcluded, models.SeminarArchived),
		named("admission", models.Admissions...),
		named("session_kind", models.SessionKinds...),
		named("attribution", models.Attributions...),
		named("registration_status", models.RegistrationStatuses...),
		named("capacity", models.Capacities...),
		named("summary_kind", models.SummaryKinds...),
		named("summary_status", models.SummaryDraft, models.SummaryReview, models.SummaryClearance, models.SummaryCleared),
		named("clearance", models.Decisions...),
		named("clearance", "waiting"), // no decision yet
		named("edition_kind", models.EditionKinds...),
		named("point_kind", models.PointKinds...),
		named("voice", models.Voices...),
		named("strength", models.Strengths...),
		named("earlier_kind", models.EarlierKinds...),
		named("basis", models.Explicit, models.Inferred),
	}

	for _, l := range All() {
		known, texts := 0, texts(t, l.Code(), otherThan(t, "vocabulary.toml")...)
		for _, keys := range vocabulary {
			for _, key := range keys {
				known++
				if texts[key] == nil {
					t.Errorf("%s has no name for %s", l.Code(), key)
				}
			}
		}
		if len(texts) != known {
			t.Errorf("%s names %d values, the models have %d", l.Code(), len(texts), known)
		}
	}
}
