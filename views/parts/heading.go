package parts

import "consultations/views/locale"

// Heading is the top of a page: its h1 and the parts around it. A page
// of the working area shows the facts, what comes next and the foot; a public
// page shows the kicker and the subtitle.
type Heading struct {
	Kicker   locale.Fragment // what the page is part of, in small letters above
	Title    locale.Fragment // the h1
	Subtitle locale.Fragment // second half of the title
	Lead     locale.Fragment // a sentence or two below
	Status   string          // words of a StatusTag beside the title; empty for none
	Tone     Tone
	Facts    []locale.Fragment // one quiet line: days, place, how many
	Next     locale.Fragment   // what is to be done next, in a sentence

	Tabs      []NavLink // other views of the same thing
	TabsLabel string
	Steps     []Step // where the thing stands on its way
	PathLabel string
}

// facts are those that are not empty.
func (h Heading) facts() []locale.Fragment {
	var out []locale.Fragment
	for _, f := range h.Facts {
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// Step is one of the stages of a procedure.
type Step struct {
	Label  string
	Status StepState
	Remark string // when, by whom; empty for none
}

// StepState is the state of a step.
type StepState string

// The states of a step.
const (
	StepDone    StepState = "done"
	StepCurrent StepState = "current"
	StepAhead   StepState = "ahead"
)

// StepsTo marks the labels before current as done and those after it as
// ahead; a current outside the labels marks all as done.
func StepsTo(current int, labels ...string) []Step {
	steps := make([]Step, len(labels))
	for i, label := range labels {
		state := StepDone
		switch {
		case current < 0 || current >= len(labels):
		case i == current:
			state = StepCurrent
		case i > current:
			state = StepAhead
		}
		steps[i] = Step{Label: label, Status: state}
	}
	return steps
}
