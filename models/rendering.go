package models

import "time"

// Rendering is an edition as a PDF in one language, or why it cannot be set.
// It is made by a background job; readers only receive it.
type Rendering struct {
	EditionID   string `gorm:"primaryKey"`
	Language    string `gorm:"primaryKey"`
	Fingerprint string // of everything that was set, and of what set it
	Body        []byte
	Failure     string // the document cannot be set; empty if it was
	MadeAt      time.Time
}

// maxFailure bounds what is kept of an error, in bytes.
const maxFailure = 2000

// FailedRendering records that an edition cannot be set in a language.
func FailedRendering(editionID, language, fingerprint string, why error) Rendering {
	text := why.Error()
	if len(text) > maxFailure {
		text = text[:maxFailure]
	}
	return Rendering{EditionID: editionID, Language: language, Fingerprint: fingerprint, Body: []byte{}, Failure: text}
}

// File is the PDF. There is none if the document cannot be set.
func (r Rendering) File() ([]byte, error) {
	if r.Failure != "" {
		return nil, Missing()
	}
	return r.Body, nil
}

// renderingDelay is after how many seconds a reader should ask again for a
// rendering that is being made.
const renderingDelay = 10

// RenderingAwaited is the answer until a rendering has been made.
func RenderingAwaited() *Error {
	return &Error{Kind: NotYet, Code: "document.pdf_awaited", Retry: renderingDelay}
}

// SetEdition is the job of setting an edition as PDF in every language in which
// its rendering is missing or no longer what would be set.
type SetEdition struct {
	EditionID string `json:"edition"`
}

// Kind names the job in the queue.
func (SetEdition) Kind() string { return "edition.set" }

// IsLong lets no other job wait for this one.
func (SetEdition) IsLong() bool { return true }

// FindUnsetEditions is the job of finding editions whose renderings are missing
// or outdated: those of an older database, or of another version of the program.
type FindUnsetEditions struct{}

// Kind names the job in the queue.
func (FindUnsetEditions) Kind() string { return "editions.find_unset" }
