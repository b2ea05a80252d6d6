package store_test

import (
	"testing"

	"consultations/tests/given"
)

func TestMain(m *testing.M) { given.Main(m) }
