package models

// isUnchanged reports whether a summary that has an edition still is the text
// of the newest one: nobody has changed it or begun a correction since.
func (m Summary) isUnchanged() bool {
	return len(m.Authors) == 0 && (m.Status == SummaryCleared || !m.NeedsClearance())
}

// IsUnchanged reports whether the text is that of its newest edition, so that
// there is nothing to publish. That edition may have been withdrawn.
func (d SummaryDesk) IsUnchanged() bool {
	return len(d.Editions) > 0 && d.Summary.isUnchanged()
}

// Edition is the number of the newest edition that is not withdrawn; 0 if
// there is none.
func (d SummaryDesk) Edition() int {
	for _, e := range d.Editions {
		if e.WithdrawnAt == nil {
			return e.Number
		}
	}
	return 0
}

// IsWithdrawn reports whether all editions of the text are withdrawn and it has
// not been changed since. It can be published only after a change.
func (d SummaryDesk) IsWithdrawn() bool { return d.IsUnchanged() && d.Edition() == 0 }

// IsPublished reports whether the text is published and has not been changed
// since.
func (d SummaryDesk) IsPublished() bool { return d.IsUnchanged() && d.Edition() > 0 }

// IsPublished reports whether the text is published and has not been changed
// since.
func (r SummaryRow) IsPublished() bool { return r.Edition > 0 && r.isUnchanged() }

// IsWithdrawn reports whether all editions of the text are withdrawn and it has
// not been changed since.
func (r SummaryRow) IsWithdrawn() bool { return r.Editions > 0 && r.Edition == 0 && r.isUnchanged() }
