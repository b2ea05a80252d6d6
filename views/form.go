package views

import "consultations/models"

// FormOf is the form on a page: its fields, filled in, and what is wrong with
// them.
type FormOf[I any] struct {
	Form     I
	Problems models.Problems
}

// NewForm is a form that has not been sent yet.
func NewForm[I any](in I) FormOf[I] { return FormOf[I]{Form: in} }

// Present is the form before it is refilled: what is saved now.
func (f *FormOf[I]) Present() I { return f.Form }

// Refill puts in what was sent and refused.
func (f *FormOf[I]) Refill(in I, wrong models.Problems) { f.Form, f.Problems = in, wrong }
