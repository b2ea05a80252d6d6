package tests

import (
	"testing"

	"consultations/tests/given"
)

func TestMain(m *testing.M) { given.Main(m) }
