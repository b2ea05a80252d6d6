package pdf

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

var update = flag.Bool("update", false, "write the typesetter's interface to testdata")

func TestTheTypesetterIsPinnedToTheVersionThatThisPackageWasWrittenFor(t *testing.T) {
	var wanted struct{ Dependencies map[string]string }
	var locked struct {
		Packages map[string]struct{ Version string }
	}
	for name, into := range map[string]any{"package.json": &wanted, "package-lock.json": &locked} {
		content, err := os.ReadFile(filepath.Join("../../views/assets", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(content, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}

	for file, version := range map[string]string{
		"package.json":      wanted.Dependencies[packageName],
		"package-lock.json": locked.Packages["node_modules/"+packageName].Version,
	} {
		if version != packageVersion {
			t.Errorf("views/assets/%s asks for %s %q, and adapters/pdf was written for %s: docs/decisions/typst-in-the-process.md says how to move to another version", file, packageName, version, packageVersion)
		}
	}
}

// TestTheTypesetterHasTheExpectedInterface fails in one place when another
// version of the npm package renames an import or export or changes its types,
// instead of in every document.
func TestTheTypesetterHasTheExpectedInterface(t *testing.T) {
	typesetting(t)
	const file = "testdata/typst_interface.txt"
	got := typesetterInterface(t)
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	gone, added := differences(strings.Split(strings.TrimSpace(string(content)), "\n"), got)

	if len(gone)+len(added) > 0 {
		t.Errorf("the typesetter is not the one that adapters/pdf was written for (%s %s); docs/decisions/typst-in-the-process.md says how to move to another version.\nMissing:\n  %s\nNew:\n  %s",
			packageName, packageVersion, strings.Join(gone, "\n  "), strings.Join(added, "\n  "))
	}
	all := strings.Join(got, "\n")
	for _, name := range slices.Concat(unsupported, slices.Collect(maps.Keys(hostFunctions))) {
		if !strings.Contains(all, "import "+importNamespace+"."+name+"(") {
			t.Errorf("the typesetter does not import %s any more: remove it from host_functions.go", name)
		}
	}
}

func TestARenamedImportOrAChangedTypeIsADifference(t *testing.T) {
	gone, added := differences(
		[]string{"export typstcompiler_compile(i32) i32", "import wbg.__wbg_push_7d9be8f38fc13975(i32 i32) i32", "import wbg.same() "},
		[]string{"export typstcompiler_compile(i32 i32) i32", "import wbg.__wbg_push_0123456789abcdef(i32 i32) i32", "import wbg.same() "})

	if len(gone) != 2 || len(added) != 2 {
		t.Errorf("missing %q, new %q", gone, added)
	}
}

// differences lists the lines that are only in wanted and those only in got.
func differences(wanted, got []string) (gone, added []string) {
	only := func(lines, others []string) []string {
		return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
	}
	return only(wanted, got), only(got, wanted)
}

// typesetterInterface lists the imports and exports of the built typesetter with
// their types, sorted.
func typesetterInterface(t *testing.T) []string {
	t.Helper()
	code, err := unpack(compiler)
	if err != nil {
		t.Fatal(err)
	}
	cache, err := wazero.NewCompilationCacheWithDir(testCache())
	if err != nil {
		t.Fatal(err)
	}
	defer cache.Close(t.Context())
	runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfig().WithCompilationCache(cache).WithMemoryLimitPages(memoryPages))
	defer runtime.Close(t.Context())
	module, err := runtime.CompileModule(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	line := func(kind, name string, f api.FunctionDefinition) {
		types := func(all []api.ValueType) string {
			var names []string
			for _, v := range all {
				names = append(names, api.ValueTypeName(v))
			}
			return strings.Join(names, " ")
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s(%s) %s", kind, name, types(f.ParamTypes()), types(f.ResultTypes()))))
	}
	for _, f := range module.ImportedFunctions() {
		namespace, name, _ := f.Import()
		line("import", namespace+"."+name, f)
	}
	for name, f := range module.ExportedFunctions() {
		line("export", name, f)
	}
	slices.Sort(lines)
	return lines
}
