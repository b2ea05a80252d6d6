package models

import "testing"

func TestAPointMovesAmongPointsOfItsKind(t *testing.T) {
	points := []Point{{Kind: "finding"}, {Kind: "trend"}, {Kind: "finding"}, {Kind: "recommendation"}}
	for _, c := range []struct {
		at    int
		after bool
		want  int
	}{{0, true, 2}, {2, false, 0}, {0, false, -1}, {2, true, -1}, {1, true, -1}, {3, false, -1}} {
		if got := Neighbour(points, c.at, c.after); got != c.want {
			t.Errorf("neighbour of %d, after it %t: %d, want %d", c.at, c.after, got, c.want)
		}
	}
}
