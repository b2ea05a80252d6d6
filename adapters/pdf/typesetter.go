package pdf

import (
	"context"
	"fmt"
	"os"
	"runtime"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages bounds the typesetter's memory: 768 MiB in pages of 64 KiB,
// more than any document of 120 points of 4,500 letters uses. The process needs
// about a quarter more.
const memoryPages = 768 << 20 >> 16

// spentMemory is the size at which the typesetter is replaced after a document:
// its memory never shrinks, and the next document should find enough of it.
const spentMemory = 256 << 20

// typesetter is Typst with its fonts, ready for documents.
type typesetter struct {
	runtime  wazero.Runtime
	cache    wazero.CompilationCache
	instance *instance
	compiler uint64 // address of the compiler object
}

// newTypesetter starts Typst. Without compiled code in the cache this takes ten
// seconds or more.
func newTypesetter(ctx context.Context, cacheDir string) (*typesetter, error) {
	code, err := unpack(compiler)
	if err != nil {
		return nil, err
	}
	t := &typesetter{}
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages)
	if cacheDir != "" {
		// Its files are executed: nobody else may write to it.
		if err := os.MkdirAll(cacheDir, 0o700); err != nil {
			return nil, fmt.Errorf("make the typesetter's cache: %w", err)
		}
		if t.cache, err = wazero.NewCompilationCacheWithDir(cacheDir); err != nil {
			return nil, fmt.Errorf("open the typesetter's cache: %w", err)
		}
		config = config.WithCompilationCache(t.cache)
	}
	t.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	if err := t.start(ctx, code); err != nil {
		t.close(ctx)
		return nil, err
	}
	return t, nil
}

func (t *typesetter) start(ctx context.Context, code []byte) error {
	workers := experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0))
	module, err := t.runtime.CompileModule(workers, code)
	if err != nil {
		return fmt.Errorf("compile the typesetter: %w", err)
	}
	if t.instance, err = newInstance(experimental.WithMemoryAllocator(ctx, &wholeMemory{}), t.runtime, module); err != nil {
		return err
	}
	fonts, err := t.loadFonts()
	if err != nil {
		return fmt.Errorf("load the fonts: %w", err)
	}
	builder, err := t.instance.callResult(3, "typstcompilerbuilder_new")
	if err != nil {
		return err
	}
	if _, err := t.instance.callResult(2, "typstcompilerbuilder_set_dummy_access_model", uint64(builder)); err != nil {
		return err
	}
	compiler, err := t.instance.await("typstcompilerbuilder_build", uint64(builder))
	if err != nil {
		return err
	}
	t.compiler = uint64(compiler.address)
	_, err = t.instance.callResult(2, "typstcompiler_set_fonts", t.compiler, uint64(fonts.address))
	return err
}

func (t *typesetter) loadFonts() (*pointer, error) {
	files, err := fontFiles()
	if err != nil {
		return nil, err
	}
	builder, err := t.instance.callResult(3, "typstfontresolverbuilder_new")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		font, err := unpack(file)
		if err != nil {
			return nil, err
		}
		handle := t.instance.values.put(&binary8{font})
		if _, err := t.instance.callResult(2, "typstfontresolverbuilder_add_raw_font", uint64(builder), uint64(handle)); err != nil {
			return nil, err
		}
	}
	return t.instance.await("typstfontresolverbuilder_build", uint64(builder))
}

func (t *typesetter) isSpent() bool {
	return t.instance.module.Memory().Size() > spentMemory
}

func (t *typesetter) close(ctx context.Context) {
	_ = t.runtime.Close(ctx) // the process ends with it
	if t.cache != nil {
		_ = t.cache.Close(ctx)
	}
}

// typeset returns the PDF, or diagnostics if the document is wrong. After an
// error the typesetter must not be used again.
func (t *typesetter) typeset(ctx context.Context, document Document) (pdf []byte, diagnostics []string, err error) {
	const main = "/document.typ"
	if err := t.addFile(main, document.Template); err != nil {
		return nil, nil, err
	}
	if err := t.addFile("/data.json", document.Data); err != nil {
		return nil, nil, err
	}
	path, pathLength, err := t.instance.write([]byte(main))
	if err != nil {
		return nil, nil, err
	}
	input := t.instance.values.put(&list{[]any{"lang", document.Lang}})
	inputs, err := t.instance.call(exportAllocate, 4, 4)
	if err != nil {
		return nil, nil, err
	}
	if !t.instance.module.Memory().WriteUint32Le(inputs, input) {
		return nil, nil, errOutsideMemory
	}
	format, formatLength, err := t.instance.write([]byte("pdf"))
	if err != nil {
		return nil, nil, err
	}
	const fullDiagnostics = 3
	handle, err := t.instance.callResult(3, "typstcompiler_compile", t.compiler,
		path, pathLength, uint64(inputs), 1, format, formatLength, fullDiagnostics)
	if err != nil {
		return nil, nil, err
	}
	value, err := t.instance.values.take(handle)
	if err != nil {
		return nil, nil, err
	}
	return result(value)
}

// addFile adds a file that the document can read.
func (t *typesetter) addFile(path string, content []byte) error {
	name, nameLength, err := t.instance.write([]byte(path))
	if err != nil {
		return err
	}
	address, length, err := t.instance.write(content)
	if err != nil {
		return err
	}
	_, err = t.instance.call("typstcompiler_map_shadow", t.compiler, name, nameLength, address, length)
	return err
}

// result reads the result of a compilation: an object with the PDF or with a
// list of diagnostics.
func result(value any) (pdf []byte, diagnostics []string, err error) {
	o, ok := value.(*object)
	if !ok {
		return nil, nil, fmt.Errorf("unexpected result of the typesetter: %s", describe(value))
	}
	if b, ok := o.fields["result"].(*binary8); ok {
		return b.content, nil, nil
	}
	found, ok := o.fields["diagnostics"].(*list)
	if !ok || len(found.items) == 0 {
		return nil, nil, fmt.Errorf("unexpected result of the typesetter: %s", describe(value))
	}
	for _, item := range found.items {
		diagnostics = append(diagnostics, diagnostic(item))
	}
	return nil, diagnostics, nil
}

func diagnostic(item any) string {
	o, ok := item.(*object)
	if !ok {
		return describe(item)
	}
	return fmt.Sprintf("%s:%s: %s", describe(o.fields["path"]), describe(o.fields["range"]), describe(o.fields["message"]))
}
