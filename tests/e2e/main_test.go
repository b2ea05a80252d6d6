package e2e

import (
	"testing"

	"consultations/tests/given"
)

func TestMain(m *testing.M) { given.Main(m) }
