package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// hostFunction answers one call of the typesetter to its host. Arguments are
// handles of values, addresses and lengths.
type hostFunction func(in *instance, arguments []uint64) (uint64, error)

// hostFunctions are the imports that documents need. They do what the npm
// package's JavaScript does in a browser, with two differences: the clock
// stands still, so that equal documents give equal bytes, and nothing can be
// fetched. The names come from wasm-bindgen and change with every release of
// the package: see docs/decisions/typst-in-the-process.md.
var hostFunctions = map[string]hostFunction{
	// values held by the host
	"__wbindgen_object_clone_ref": func(in *instance, a []uint64) (uint64, error) {
		value, err := in.values.at(uint32(a[0]))
		return uint64(in.values.put(value)), err
	},
	"__wbindgen_object_drop_ref": func(in *instance, a []uint64) (uint64, error) {
		_, err := in.values.take(uint32(a[0]))
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
	"__wbg___wbindgen_is_undefined_f6b95eab589e0269": matches(func(v any) bool { return v == undefined{} }),
	"__wbg___wbindgen_is_function_8d400b8b1af978cd":  matches(func(v any) bool { _, ok := v.(*function); return ok }),

	// the browser: one global object, and a clock that stands still
	"__wbg_static_accessor_GLOBAL_THIS_60cf02db4de8e1c1": constant(global{}),
	"__wbg_static_accessor_SELF_08f5a74c69739274":        returnZero,
	"__wbg_static_accessor_WINDOW_a8924b26aa92d024":      returnZero,
	"__wbg_static_accessor_GLOBAL_769e6b65d6557335":      returnZero,
	"__wbg_now_69d776cd24f5215b":                         returnZero,
	"__wbg_new_b2db8aa2650f793a":                         constant(date{}),
	"__wbg_getTimezoneOffset_45389e26d6f46823":           returnZero,

	// functions and promises
	"__wbg_new_no_args_cb138f77cf6151ee":    newScript,
	"__wbg_new_with_args_df9e7125ffe55248":  func(in *instance, a []uint64) (uint64, error) { return newScript(in, a[2:]) },
	"__wbindgen_cast_3334ea73b4b28ba3":      newClosure,
	"__wbg_queueMicrotask_9b549dfce8865860": constant(&function{}),
	"__wbg_queueMicrotask_fca69f5bfad613a5": queueMicrotask,
	"__wbg_call_3020136f7a2d6e44":           func(in *instance, a []uint64) (uint64, error) { return callFunction(in, a[0], a[2]) },
	"__wbg_call_abb4ff46ce38be40":           func(in *instance, a []uint64) (uint64, error) { return callFunction(in, a[0], 0) },
	"__wbg_call_78f94eb02ec7f9b2":           func(in *instance, a []uint64) (uint64, error) { return callFunction(in, a[0], a[2]) },
	"__wbg_new_ff12d2b041fb48f1":            newPromise,
	"__wbg_resolve_fd5bfbaa4ce36e1e":        resolvedPromise,

	// errors
	"__wbg_new_8a6f238a6ece86ea":                     newValue(func() any { return &exception{"error"} }),
	"__wbg_new_df1173567d5ff028":                     newException,
	"__wbg_Error_52673b7de5a0ca89":                   newException,
	"__wbg_stack_0ed75d68575b0f3c":                   func(in *instance, a []uint64) (uint64, error) { return 0, in.writePair(a[0], "") },
	"__wbg___wbindgen_debug_string_adfb662ae34724b6": debugString,
	"__wbg___wbindgen_throw_dd24417ed36fc46e":        throw,
	"__wbg_error_7534b8e9a36f1ab4":                   recordError,
	"__wbg_error_85faeb8919b11cc6":                   returnZero,
	"__wbg_info_ce6bcc489c22f6f0":                    returnZero,
}

// unsupported are imports that no document needs: files, packages and fonts
// fetched on demand, and settings passed as objects.
var unsupported = []string{
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

// hostFunctionFor finds the function behind an import. known is false for a
// name that this program has never heard of.
func hostFunctionFor(name string) (do hostFunction, known bool) {
	if slices.Contains(unsupported, name) {
		return func(*instance, []uint64) (uint64, error) {
			return 0, errors.New("this program does not support this function of the typesetter")
		}, true
	}
	do, known = hostFunctions[name]
	return do, known
}

func returnZero(*instance, []uint64) (uint64, error) { return 0, nil }

func constant(value any) hostFunction {
	return func(in *instance, _ []uint64) (uint64, error) { return uint64(in.values.put(value)), nil }
}

func newValue(fresh func() any) hostFunction {
	return func(in *instance, _ []uint64) (uint64, error) { return uint64(in.values.put(fresh())), nil }
}

func newPointer(kind string) hostFunction {
	return func(in *instance, a []uint64) (uint64, error) {
		return uint64(in.values.put(&pointer{kind, uint32(a[0])})), nil
	}
}

func newString(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	return uint64(in.values.put(string(content))), err
}

func newBytes(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	return uint64(in.values.put(&binary8{content})), err
}

func newException(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	return uint64(in.values.put(&exception{string(content)})), err
}

func matches(kind func(any) bool) hostFunction {
	return func(in *instance, a []uint64) (uint64, error) {
		value, err := in.values.at(uint32(a[0]))
		if err != nil || !kind(value) {
			return 0, err
		}
		return 1, nil
	}
}

func setField(in *instance, a []uint64) (uint64, error) {
	o, err := valueAt[*object](&in.values, a[0])
	if err != nil {
		return 0, err
	}
	name, err := valueAt[string](&in.values, a[1])
	if err != nil {
		return 0, err
	}
	o.fields[name], err = in.values.at(uint32(a[2]))
	return 1, err
}

func push(in *instance, a []uint64) (uint64, error) {
	l, err := valueAt[*list](&in.values, a[0])
	if err != nil {
		return 0, err
	}
	value, err := in.values.at(uint32(a[1]))
	l.items = append(l.items, value)
	return uint64(len(l.items)), err
}

func item(in *instance, a []uint64) (uint64, error) {
	l, err := valueAt[*list](&in.values, a[0])
	if err != nil {
		return 0, err
	}
	if i := uint32(a[1]); int64(i) < int64(len(l.items)) {
		return uint64(in.values.put(l.items[i])), nil
	}
	return uint64(in.values.put(undefined{})), nil
}

func length(in *instance, a []uint64) (uint64, error) {
	value, err := in.values.at(uint32(a[0]))
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

func copyBytes(in *instance, a []uint64) (uint64, error) {
	b, err := valueAt[*binary8](&in.values, a[2])
	if err != nil {
		return 0, err
	}
	if uint64(len(b.content)) > a[1] || !in.module.Memory().Write(uint32(a[0]), b.content) {
		return 0, errOutsideMemory
	}
	return 0, nil
}

func getString(in *instance, a []uint64) (uint64, error) {
	value, err := in.values.at(uint32(a[1]))
	if err != nil {
		return 0, err
	}
	if s, ok := value.(string); ok {
		return 0, in.writePair(a[0], s)
	}
	in.module.Memory().WriteUint64Le(uint32(a[0]), 0) // no string
	return 0, nil
}

func getBoolean(in *instance, a []uint64) (uint64, error) {
	value, err := in.values.at(uint32(a[0]))
	switch value {
	case true:
		return 1, err
	case false:
		return 0, err
	}
	return 0xFFFFFF, err // no boolean
}

func debugString(in *instance, a []uint64) (uint64, error) {
	value, err := in.values.at(uint32(a[1]))
	if err != nil {
		return 0, err
	}
	return 0, in.writePair(a[0], describe(value))
}

func throw(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	if err == nil {
		err = fmt.Errorf("thrown: %s", content)
	}
	return 0, err
}

// recordError keeps the message that the typesetter logs before it gives up.
func recordError(in *instance, a []uint64) (uint64, error) {
	content, err := in.read(a[0], a[1])
	if err != nil {
		return 0, err
	}
	message, _, _ := strings.Cut(string(content), "\n\nStack:")
	in.lastError = strings.Join(strings.Fields(message), " ")
	_, err = in.call(exportFree, a[0], a[1], 1)
	return 0, err
}
