package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// imported answers one call of the typesetter to the world outside. Arguments
// are places of values, addresses and lengths; the result goes back.
type imported func(m *machine, argument []uint64) (uint64, error)

// imports is everything the typesetter may call, as the npm package's own
// glue for browsers answers it, with two differences: the clock stands still,
// so that equal documents give equal bytes, and there is nothing to fetch.
var imports = map[string]imported{
	// values it keeps outside
	"__wbindgen_object_clone_ref": func(m *machine, a []uint64) (uint64, error) {
		value, err := m.values.at(uint32(a[0]))
		return uint64(m.values.put(value)), err
	},
	"__wbindgen_object_drop_ref": func(m *machine, a []uint64) (uint64, error) {
		_, err := m.values.take(uint32(a[0]))
		return 0, err
	},
	"__wbindgen_cast_2241b6af4c4b2941":               newString,
	"__wbindgen_cast_d6cd19b81560fd6e":               constant(date{}), // a number, needed only for dates
	"__wbg_new_1ba21ce319a06297":                     newValue(func() any { return &object{map[string]any{}} }),
	"__wbg_new_25f239778d6112b9":                     newValue(func() any { return &list{} }),
	"__wbg_new_from_slice_f9c22b9153b26992":          newBytes,
	"__wbg_typstfontresolver_new":                    newPointer("fonts"),
	"__wbg_typstcompiler_new":                        newPointer("compiler"),
	"__wbg_proxycontext_new":                         newPointer("context"),
	"__wbg___wbindgen_boolean_get_dea25b33882b895b":  getBoolean,
	"__wbg_set_781438a03c0c3c81":                     setField,
	"__wbg_push_7d9be8f38fc13975":                    push,
	"__wbg_get_6b7bd52aca3f9671":                     item,
	"__wbg_length_22ac23eaec9d8053":                  length,
	"__wbg_length_d45040a40c570362":                  length,
	"__wbg_prototypesetcall_dfe9b766cdc1f1fd":        copyBytes,
	"__wbg___wbindgen_string_get_a2a31e16edf96e42":   getString,
	"__wbg___wbindgen_is_undefined_f6b95eab589e0269": is(func(v any) bool { return v == undefined{} }),
	"__wbg___wbindgen_is_function_8d400b8b1af978cd":  is(func(v any) bool { _, ok := v.(*function); return ok }),

	// the browser: one global object, a clock that stands still
	"__wbg_static_accessor_GLOBAL_THIS_60cf02db4de8e1c1": constant(global{}),
	"__wbg_static_accessor_SELF_08f5a74c69739274":        nothing,
	"__wbg_static_accessor_WINDOW_a8924b26aa92d024":      nothing,
	"__wbg_static_accessor_GLOBAL_769e6b65d6557335":      nothing,
	"__wbg_now_69d776cd24f5215b":                         nothing,
	"__wbg_new_b2db8aa2650f793a":                         constant(date{}),
	"__wbg_getTimezoneOffset_45389e26d6f46823":           nothing,

	// functions and promises
	"__wbg_new_no_args_cb138f77cf6151ee":    newScript,
	"__wbg_new_with_args_df9e7125ffe55248":  func(m *machine, a []uint64) (uint64, error) { return newScript(m, a[2:]) },
	"__wbindgen_cast_3334ea73b4b28ba3":      newContinuation,
	"__wbg_queueMicrotask_9b549dfce8865860": constant(&function{}),
	"__wbg_queueMicrotask_fca69f5bfad613a5": callLater,
	"__wbg_call_3020136f7a2d6e44":           func(m *machine, a []uint64) (uint64, error) { return callFunction(m, a[0], a[2]) },
	"__wbg_call_abb4ff46ce38be40":           func(m *machine, a []uint64) (uint64, error) { return callFunction(m, a[0], 0) },
	"__wbg_call_78f94eb02ec7f9b2":           func(m *machine, a []uint64) (uint64, error) { return callFunction(m, a[0], a[2]) },
	"__wbg_new_ff12d2b041fb48f1":            newPromise,
	"__wbg_resolve_fd5bfbaa4ce36e1e":        resolved,

	// complaints
	"__wbg_new_8a6f238a6ece86ea":                     newValue(func() any { return &exception{"error"} }),
	"__wbg_new_df1173567d5ff028":                     newException,
	"__wbg_Error_52673b7de5a0ca89":                   newException,
	"__wbg_stack_0ed75d68575b0f3c":                   func(m *machine, a []uint64) (uint64, error) { return 0, m.writePair(a[0], "") },
	"__wbg___wbindgen_debug_string_adfb662ae34724b6": debugString,
	"__wbg___wbindgen_throw_dd24417ed36fc46e":        throw,
	"__wbg_error_7534b8e9a36f1ab4":                   complain,
	"__wbg_error_85faeb8919b11cc6":                   nothing,
	"__wbg_info_ce6bcc489c22f6f0":                    nothing,
}

// neverNeeded are imports for what this program does not let the typesetter
// do: files, packages and fonts fetched on demand, settings as objects.
var neverNeeded = []string{
	"__wbg_get_with_ref_key_1dc361bd10053bfe", "__wbg_set_3f1d0b984ed272ed",
	"__wbg_next_138a17bbf04e926c", "__wbg_next_3cfe5c0fe2a4cc53", "__wbg_done_62ea16af4ce34b24",
	"__wbg_value_57b7b035e117f7ee", "__wbg_iterator_27b7c8b35ab3e86b", "__wbg_get_af9dab7e9603ea93",
	"__wbg_set_7df433eea03a5c14", "__wbg_isArray_51fd9e6422c0a395", "__wbg_instanceof_ArrayBuffer_f3320d2419cd0355",
	"__wbg_instanceof_Map_084be8da74364158", "__wbg_isSafeInteger_ae7d3f054d55fa16", "__wbg_entries_83c79938054e065f",
	"__wbg_then_4f95312d68691235", "__wbg_new_6421f6084cc5bc5a", "__wbg_instanceof_Uint8Array_da54ccc9d3e09434",
	"__wbg_new_from_slice_db0691b69e9d3891", "__wbg__wbg_cb_unref_87dfb5aaa0cbcea7",
	"__wbg___wbindgen_number_get_9619185a74197f95",
	"__wbg___wbindgen_bigint_get_as_i64_6e32f5e6aff02e1d", "__wbg___wbindgen_jsval_eq_b6101cc9cef1fe36",
	"__wbg_Number_2d1dcfcf4ec51736", "__wbg___wbindgen_is_object_ce774f3490692386",
	"__wbg___wbindgen_is_string_704ef9c8fc131030", "__wbg___wbindgen_is_bigint_0e1a2e3f55cfae27",
	"__wbg___wbindgen_in_0d3e1e8f0c669317", "__wbg___wbindgen_jsval_loose_eq_766057600fdd1b0d",
	"__wbindgen_cast_9ae0607507abb057", "__wbindgen_cast_4625c577ab2ec9ee",
}

// offered gives what answers an import, and whether it is known at all.
func offered(name string) (imported, bool) {
	if slices.Contains(neverNeeded, name) {
		return func(*machine, []uint64) (uint64, error) {
			return 0, errors.New("no document needs this, so that this program does not offer it")
		}, true
	}
	do, known := imports[name]
	return do, known
}

func nothing(*machine, []uint64) (uint64, error) { return 0, nil }

func constant(value any) imported {
	return func(m *machine, _ []uint64) (uint64, error) { return uint64(m.values.put(value)), nil }
}

func newValue(fresh func() any) imported {
	return func(m *machine, _ []uint64) (uint64, error) { return uint64(m.values.put(fresh())), nil }
}

func newPointer(kind string) imported {
	return func(m *machine, a []uint64) (uint64, error) {
		return uint64(m.values.put(&pointer{kind, uint32(a[0])})), nil
	}
}

func newString(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
	return uint64(m.values.put(string(content))), err
}

func newBytes(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
	return uint64(m.values.put(&binary8{content})), err
}

func newException(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
	return uint64(m.values.put(&exception{string(content)})), err
}

func is(kind func(any) bool) imported {
	return func(m *machine, a []uint64) (uint64, error) {
		value, err := m.values.at(uint32(a[0]))
		if err != nil || !kind(value) {
			return 0, err
		}
		return 1, nil
	}
}

func setField(m *machine, a []uint64) (uint64, error) {
	o, err := valueAt[*object](&m.values, a[0])
	if err != nil {
		return 0, err
	}
	name, err := valueAt[string](&m.values, a[1])
	if err != nil {
		return 0, err
	}
	o.fields[name], err = m.values.at(uint32(a[2]))
	return 1, err
}

func push(m *machine, a []uint64) (uint64, error) {
	l, err := valueAt[*list](&m.values, a[0])
	if err != nil {
		return 0, err
	}
	value, err := m.values.at(uint32(a[1]))
	l.items = append(l.items, value)
	return uint64(len(l.items)), err
}

func item(m *machine, a []uint64) (uint64, error) {
	l, err := valueAt[*list](&m.values, a[0])
	if err != nil {
		return 0, err
	}
	if i := uint32(a[1]); int64(i) < int64(len(l.items)) {
		return uint64(m.values.put(l.items[i])), nil
	}
	return uint64(m.values.put(undefined{})), nil
}

func length(m *machine, a []uint64) (uint64, error) {
	value, err := m.values.at(uint32(a[0]))
	if err != nil {
		return 0, err
	}
	switch v := value.(type) {
	case *binary8:
		return uint64(len(v.content)), nil
	case *list:
		return uint64(len(v.items)), nil
	}
	return 0, fmt.Errorf("a %T has no length", value)
}

func copyBytes(m *machine, a []uint64) (uint64, error) {
	b, err := valueAt[*binary8](&m.values, a[2])
	if err != nil {
		return 0, err
	}
	if uint64(len(b.content)) > a[1] || !m.module.Memory().Write(uint32(a[0]), b.content) {
		return 0, fmt.Errorf("the typesetter points outside its memory")
	}
	return 0, nil
}

func getString(m *machine, a []uint64) (uint64, error) {
	value, err := m.values.at(uint32(a[1]))
	if err != nil {
		return 0, err
	}
	if s, ok := value.(string); ok {
		return 0, m.writePair(a[0], s)
	}
	m.module.Memory().WriteUint64Le(uint32(a[0]), 0) // no string
	return 0, nil
}

func getBoolean(m *machine, a []uint64) (uint64, error) {
	value, err := m.values.at(uint32(a[0]))
	switch value {
	case true:
		return 1, err
	case false:
		return 0, err
	}
	return 0xFFFFFF, err // no boolean
}

func debugString(m *machine, a []uint64) (uint64, error) {
	value, err := m.values.at(uint32(a[1]))
	if err != nil {
		return 0, err
	}
	return 0, m.writePair(a[0], describe(value))
}

func throw(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
	if err == nil {
		err = fmt.Errorf("thrown: %s", content)
	}
	return 0, err
}

// complain keeps what the typesetter says before it gives up.
func complain(m *machine, a []uint64) (uint64, error) {
	content, err := m.read(a[0], a[1])
	if err != nil {
		return 0, err
	}
	said, _, _ := strings.Cut(string(content), "\n\nStack:")
	m.said = strings.Join(strings.Fields(said), " ")
	_, err = m.call(exportFree, a[0], a[1], 1)
	return 0, err
}
