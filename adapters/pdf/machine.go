package pdf

import (
	"context"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// The typesetter's own helpers, under the names its build gave them.
const (
	exportAllocate  = "__wbindgen_export"
	exportThrow     = "__wbindgen_export3"
	exportFree      = "__wbindgen_export4"
	exportStack     = "__wbindgen_add_to_stack_pointer"
	exportPromise   = "__wasm_bindgen_func_elem_37350"
	exportContinue  = "__wasm_bindgen_func_elem_944"
	importNamespace = "wbg"
)

// machine is the running typesetter with the values it keeps outside.
type machine struct {
	ctx    context.Context
	module api.Module
	values values
	later  []func() error // what must run after the current call
	said   string         // its last message: what it said before it gave up
}

// newMachine starts a compiled module. An import that this program does not
// offer is an error that names it: the package's names carry fingerprints,
// and change with its version.
func newMachine(ctx context.Context, runtime wazero.Runtime, code wazero.CompiledModule) (*machine, error) {
	m := &machine{ctx: ctx, values: newValues()}
	builder := runtime.NewHostModuleBuilder(importNamespace)
	for _, f := range code.ImportedFunctions() {
		module, name, _ := f.Import()
		do, known := offered(name)
		if module != importNamespace || !known {
			return nil, fmt.Errorf("the typesetter needs %s.%s, which this program does not know; is its npm package of the pinned version?", module, name)
		}
		builder.NewFunctionBuilder().
			WithGoModuleFunction(m.answer(name, do), f.ParamTypes(), f.ResultTypes()).
			Export(name)
	}
	if _, err := builder.Instantiate(ctx); err != nil {
		return nil, fmt.Errorf("offer the typesetter its imports: %w", err)
	}
	module, err := runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	m.module = module
	return m, nil
}

// answer makes an import of a Go function.
func (m *machine) answer(name string, do imported) api.GoModuleFunc {
	return func(_ context.Context, module api.Module, stack []uint64) {
		m.module = module // while it starts, nobody else has it yet
		result, err := do(m, stack)
		if err != nil {
			// wazero's way out of an import: it becomes the error of the
			// call that led here.
			panic(fmt.Errorf("%s: %w", name, err))
		}
		if len(stack) > 0 {
			stack[0] = result
		}
	}
}

// call calls one of the typesetter's functions.
func (m *machine) call(name string, arguments ...uint64) (uint32, error) {
	f := m.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("the typesetter has no function %s; is its npm package of the pinned version?", name)
	}
	results, err := f.Call(m.ctx, arguments...)
	if err != nil {
		if m.said != "" {
			return 0, fmt.Errorf("typesetter: %s", m.said)
		}
		what, _, _ := strings.Cut(err.Error(), "\n") // then follows a stack of numbers
		return 0, fmt.Errorf("typesetter: %s", what)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return uint32(results[0]), nil
}

// fallible calls a function that gives a result or an exception. Such a
// function writes its words into an area on the stack; the last one says
// whether the one before is an exception.
func (m *machine) fallible(words uint32, name string, arguments ...uint64) (uint32, error) {
	area, err := m.call(exportStack, api.EncodeI32(-16))
	if err != nil {
		return 0, err
	}
	if _, err := m.call(name, append([]uint64{uint64(area)}, arguments...)...); err != nil {
		return 0, err
	}
	result, _ := m.module.Memory().ReadUint32Le(area)
	problem, _ := m.module.Memory().ReadUint32Le(area + 4*(words-2))
	failed, ok := m.module.Memory().ReadUint32Le(area + 4*(words-1))
	if !ok {
		return 0, fmt.Errorf("typesetter: %s answers outside its memory", name)
	}
	if _, err := m.call(exportStack, api.EncodeI32(16)); err != nil {
		return 0, err
	}
	if failed == 0 {
		return result, nil
	}
	value, err := m.values.take(problem)
	if err != nil {
		return 0, err
	}
	return 0, fmt.Errorf("typesetter: %s", describe(value))
}

// await calls a function that promises a pointer, and runs what is left to
// run until the promise is kept.
func (m *machine) await(name string, arguments ...uint64) (*pointer, error) {
	place, err := m.call(name, arguments...)
	if err != nil {
		return nil, err
	}
	value, err := m.values.take(place)
	if err != nil {
		return nil, err
	}
	for len(m.later) > 0 {
		next := m.later[0]
		m.later = m.later[1:]
		if err := next(); err != nil {
			return nil, err
		}
	}
	promised, ok := value.(*promise)
	if !ok || !promised.settled {
		return nil, fmt.Errorf("typesetter: %s does not keep its promise", name)
	}
	if p, ok := promised.value.(*pointer); ok && !promised.failed {
		return p, nil
	}
	return nil, fmt.Errorf("typesetter: %s: %s", name, describe(promised.value))
}

// read copies from the typesetter's memory.
func (m *machine) read(address, length uint64) ([]byte, error) {
	content, ok := m.module.Memory().Read(uint32(address), uint32(length))
	if !ok {
		return nil, fmt.Errorf("the typesetter points outside its memory")
	}
	return append([]byte(nil), content...), nil
}

// write copies into new memory of the typesetter, which frees it.
func (m *machine) write(content []byte) (address, length uint64, err error) {
	place, err := m.call(exportAllocate, uint64(len(content)), 1)
	if err != nil {
		return 0, 0, err
	}
	if !m.module.Memory().Write(place, content) {
		return 0, 0, fmt.Errorf("the typesetter has no memory for %d bytes", len(content))
	}
	return uint64(place), uint64(len(content)), nil
}

// writePair writes address and length of new memory where the typesetter
// expects them.
func (m *machine) writePair(at uint64, content string) error {
	address, length, err := m.write([]byte(content))
	if err != nil {
		return err
	}
	if !m.module.Memory().WriteUint32Le(uint32(at), uint32(address)) || !m.module.Memory().WriteUint32Le(uint32(at)+4, uint32(length)) {
		return fmt.Errorf("the typesetter points outside its memory")
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
