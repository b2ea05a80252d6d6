package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// errOutsideMemory says that the typesetter gave an address that is not in its
// memory.
var errOutsideMemory = errors.New("the typesetter uses an address outside its memory")

// Names of exported helper functions. Like the names of the imports they come
// from wasm-bindgen and change with every release of the package: see
// docs/decisions/typst-in-the-process.md.
const (
	exportAllocate    = "__wbindgen_export"
	exportThrow       = "__wbindgen_export3"
	exportFree        = "__wbindgen_export4"
	exportStack       = "__wbindgen_add_to_stack_pointer"
	exportCallPromise = "__wasm_bindgen_func_elem_37350"
	exportCallClosure = "__wasm_bindgen_func_elem_944"
	importNamespace   = "wbg"
)

// instance is the running WebAssembly module of the typesetter, with the values
// that its host holds for it.
type instance struct {
	ctx        context.Context
	module     api.Module
	values     values
	microtasks []func() error // calls to make after the current one
	lastError  string         // the last message that the typesetter logged as an error
}

// newInstance starts a compiled module. An import that this program does not
// know is an error that names it.
func newInstance(ctx context.Context, runtime wazero.Runtime, code wazero.CompiledModule) (*instance, error) {
	in := &instance{ctx: ctx, values: newValues()}
	builder := runtime.NewHostModuleBuilder(importNamespace)
	for _, f := range code.ImportedFunctions() {
		module, name, _ := f.Import()
		do, known := hostFunctionFor(name)
		if module != importNamespace || !known {
			return nil, fmt.Errorf("the typesetter imports %s.%s, which this program does not know: adapters/pdf was written for version %s of %s", module, name, packageVersion, packageName)
		}
		builder.NewFunctionBuilder().
			WithGoModuleFunction(in.goFunction(name, do), f.ParamTypes(), f.ResultTypes()).
			Export(name)
	}
	if _, err := builder.Instantiate(ctx); err != nil {
		return nil, fmt.Errorf("provide the typesetter's imports: %w", err)
	}
	module, err := runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	in.module = module
	return in, nil
}

// goFunction wraps a host function for wazero.
func (in *instance) goFunction(name string, do hostFunction) api.GoModuleFunc {
	return func(_ context.Context, module api.Module, stack []uint64) {
		in.module = module // newInstance sets it only after the start, which calls this too
		result, err := do(in, stack)
		if err != nil {
			// wazero returns a panic of a host function as the error of the
			// call into the module.
			panic(fmt.Errorf("%s: %w", name, err))
		}
		if len(stack) > 0 {
			stack[0] = result
		}
	}
}

// call calls one of the typesetter's functions.
func (in *instance) call(name string, arguments ...uint64) (uint32, error) {
	f := in.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("the typesetter has no function %s: adapters/pdf was written for version %s of %s", name, packageVersion, packageName)
	}
	results, err := f.Call(in.ctx, arguments...)
	if err != nil {
		if in.lastError != "" {
			return 0, fmt.Errorf("typesetter: %s", in.lastError)
		}
		message, _, _ := strings.Cut(err.Error(), "\n") // a stack trace of numbers follows
		return 0, fmt.Errorf("typesetter: %s", message)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return uint32(results[0]), nil
}

// callResult calls a function that returns a result or an exception. Such a
// function writes several words to an area on the stack; the last word says
// whether the word before it is an exception.
func (in *instance) callResult(words uint32, name string, arguments ...uint64) (uint32, error) {
	area, err := in.call(exportStack, api.EncodeI32(-16))
	if err != nil {
		return 0, err
	}
	if _, err := in.call(name, append([]uint64{uint64(area)}, arguments...)...); err != nil {
		return 0, err
	}
	result, _ := in.module.Memory().ReadUint32Le(area)
	problem, _ := in.module.Memory().ReadUint32Le(area + 4*(words-2))
	failed, ok := in.module.Memory().ReadUint32Le(area + 4*(words-1))
	if !ok {
		return 0, fmt.Errorf("typesetter: %s returns an address outside its memory", name)
	}
	if _, err := in.call(exportStack, api.EncodeI32(16)); err != nil {
		return 0, err
	}
	if failed == 0 {
		return result, nil
	}
	value, err := in.values.take(problem)
	if err != nil {
		return 0, err
	}
	return 0, fmt.Errorf("typesetter: %s", describe(value))
}

// await calls a function that returns a promise of a pointer, and runs
// microtasks until the promise is fulfilled.
func (in *instance) await(name string, arguments ...uint64) (*pointer, error) {
	handle, err := in.call(name, arguments...)
	if err != nil {
		return nil, err
	}
	value, err := in.values.take(handle)
	if err != nil {
		return nil, err
	}
	for len(in.microtasks) > 0 {
		next := in.microtasks[0]
		in.microtasks = in.microtasks[1:]
		if err := next(); err != nil {
			return nil, err
		}
	}
	promised, ok := value.(*promise)
	if !ok || !promised.finished {
		return nil, fmt.Errorf("typesetter: the promise of %s is never fulfilled", name)
	}
	if p, ok := promised.value.(*pointer); ok && !promised.failed {
		return p, nil
	}
	return nil, fmt.Errorf("typesetter: %s: %s", name, describe(promised.value))
}

// read copies from the typesetter's memory.
func (in *instance) read(address, length uint64) ([]byte, error) {
	content, ok := in.module.Memory().Read(uint32(address), uint32(length))
	if !ok {
		return nil, errOutsideMemory
	}
	return append([]byte(nil), content...), nil
}

// write copies content into newly allocated memory of the typesetter, which
// frees it.
func (in *instance) write(content []byte) (address, length uint64, err error) {
	at, err := in.call(exportAllocate, uint64(len(content)), 1)
	if err != nil {
		return 0, 0, err
	}
	if !in.module.Memory().Write(at, content) {
		return 0, 0, fmt.Errorf("the typesetter has no memory for %d bytes", len(content))
	}
	return uint64(at), uint64(len(content)), nil
}

// writePair copies content into newly allocated memory and writes its address
// and length where the typesetter expects them.
func (in *instance) writePair(at uint64, content string) error {
	address, length, err := in.write([]byte(content))
	if err != nil {
		return err
	}
	if !in.module.Memory().WriteUint32Le(uint32(at), uint32(address)) || !in.module.Memory().WriteUint32Le(uint32(at)+4, uint32(length)) {
		return errOutsideMemory
	}
	return nil
}

// describe shows a value in an error message.
func describe(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case *exception:
		return v.message
	case *object:
		return fmt.Sprint(v.fields)
	case *list:
		return fmt.Sprint(v.items)
	}
	return fmt.Sprintf("%T", value)
}
