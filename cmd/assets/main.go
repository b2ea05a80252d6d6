// Command assets makes the files that the program embeds. It bundles the styles,
// scripts and fonts of views/assets/src into views/static, adds a fingerprint of
// the content to each name, and lists the names in manifest.json. It runs at build
// time from the root of the repository, after npm ci in views/assets. Equal
// sources give equal files.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	source  = "views/assets/src"
	modules = "views/assets/node_modules"
	target  = "views/static"
	printed = "adapters/pdf/static"
)

// licences are distributed with the fonts that they belong to.
var licences = map[string]string{
	"noto-sans-licence.txt":        "@fontsource-variable/noto-sans/LICENSE",
	"noto-sans-arabic-licence.txt": "@fontsource-variable/noto-sans-arabic/LICENSE",
	"noto-serif-licence.txt":       "@fontsource-variable/noto-serif/LICENSE",
	"amiri-licence.txt":            "@fontsource/amiri/LICENSE",
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func run() error {
	if _, err := os.Stat(modules); err != nil {
		return fmt.Errorf("the npm packages are missing: run npm ci --ignore-scripts in views/assets first (%w)", err)
	}
	files, manifest, err := bundle()
	if err != nil {
		return err
	}
	for name, from := range licences {
		if files[name], err = os.ReadFile(filepath.Join(modules, from)); err != nil {
			return fmt.Errorf("read the licence of a font: %w", err)
		}
	}
	if err := replace(target, files); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(target, "manifest.json"), manifest, 0o644); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return printFiles(modules, printed)
}

// bundle returns the built files by name, and the manifest that maps the names of
// the sources to them. Each file directly in source is a bundle: app.css and app.js
// for all pages, the others for the page that they are named after.
func bundle() (files map[string][]byte, manifest []byte, err error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	entries, err := entryPoints()
	if err != nil {
		return nil, nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: entries, Outdir: target, Metafile: true,
		Bundle: true, Splitting: true, Format: api.FormatESModule, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		EntryNames: "[name]-[hash]", AssetNames: "[name]-[hash]", ChunkNames: "[name]-[hash]",
		Loader:        map[string]api.Loader{".woff2": api.LoaderFile, ".svg": api.LoaderCopy},
		LegalComments: api.LegalCommentsInline, LogLevel: api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return nil, nil, fmt.Errorf("bundling failed: %s", result.Errors[0].Text)
	}
	files = map[string][]byte{}
	for _, f := range result.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	manifest, err = manifestOf(result.Metafile)
	return files, manifest, err
}

func entryPoints() ([]string, error) {
	var entries []string
	for _, pattern := range []string{"*.css", "*.js", "*.svg"} {
		found, err := filepath.Glob(filepath.Join(source, pattern))
		if err != nil {
			return nil, err
		}
		entries = append(entries, found...)
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("nothing to bundle in %s: run from the root of the repository", source)
	}
	return entries, nil
}

// manifestOf reads from the bundler's metafile which source became which file.
func manifestOf(metafile string) ([]byte, error) {
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string                     `json:"entryPoint"`
			Inputs     map[string]json.RawMessage `json:"inputs"`
		} `json:"outputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("read the bundler's metafile: %w", err)
	}
	manifest := map[string]string{}
	for output, o := range meta.Outputs {
		if name := strings.TrimPrefix(o.EntryPoint, source+"/"); name != o.EntryPoint {
			manifest[name] = filepath.Base(output)
		}
		for input := range o.Inputs { // a font is one file, which a page may ask for early
			if filepath.Ext(output) == ".woff2" {
				manifest[filepath.Base(input)] = filepath.Base(output)
			}
		}
	}
	b, err := json.MarshalIndent(manifest, "", "  ")
	return append(b, '\n'), err
}

// replace makes the folder contain exactly the files, and .gitkeep, which keeps the
// folder in the repository.
func replace(folder string, files map[string][]byte) error {
	old, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("read %s: %w", folder, err)
	}
	for _, entry := range old {
		if name := entry.Name(); name != ".gitkeep" && filepath.Ext(name) != ".go" && files[name] == nil {
			if err := os.RemoveAll(filepath.Join(folder, name)); err != nil {
				return fmt.Errorf("clear %s: %w", folder, err)
			}
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
