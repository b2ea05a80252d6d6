package pdf

import (
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// moduleWith returns the smallest module that imports one function.
func moduleWith(namespace, name string) []byte {
	m := []byte("\x00asm\x01\x00\x00\x00" + // version 1
		"\x01\x04\x01\x60\x00\x00") // types: one function without arguments
	entry := string(rune(1)) + string(rune(len(namespace))) + namespace + string(rune(len(name))) + name + "\x00\x00"
	return append(append(m, 2, byte(len(entry))), entry...)
}

func TestAnUnknownImportIsAnErrorThatNamesIt(t *testing.T) {
	for _, c := range []struct {
		namespace, name string
		known           bool
	}{
		{"wbg", "__wbg_next_138a17bbf04e926c", true},
		{"wbg", "__wbg_next_0123456789abcdef", false},
		{"env", "__wbg_next_138a17bbf04e926c", false},
	} {
		runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter())
		defer runtime.Close(t.Context())
		code, err := runtime.CompileModule(t.Context(), moduleWith(c.namespace, c.name))
		if err != nil {
			t.Fatal(err)
		}

		_, err = newInstance(t.Context(), runtime, code)

		if c.known != (err == nil) || !c.known && !strings.Contains(err.Error(), c.namespace+"."+c.name) {
			t.Errorf("%s.%s: the error is %v", c.namespace, c.name, err)
		}
	}
}

func TestAnUnknownHandleIsAnError(t *testing.T) {
	v := newValues()
	handle := v.put("text")

	if _, err := v.at(handle + 1); err == nil {
		t.Error("a handle beyond the table has a value")
	}
	if _, err := valueAt[*list](&v, uint64(handle)); err == nil {
		t.Error("a string passes for a list")
	}
	if value, err := v.take(handle); value != "text" || err != nil {
		t.Errorf("the handle has the value %v, %v", value, err)
	}
	if again := v.put("more"); again != handle {
		t.Errorf("the freed handle %d is not used again, but %d", handle, again)
	}
}
