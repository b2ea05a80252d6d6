package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
)

// printSources are the files needed for printed documents: the typesetter
// and, because it reads neither WOFF nor variable fonts, a file for each
// weight. Arabic is set in Amiri: of the free fonts tried, its words survive
// copying and searching best. Licences are distributed with the fonts to
// which they belong.
var printSources = map[string]string{
	"typst.wasm.gz":               "@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm",
	"noto-sans-regular.ttf.gz":    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
	"noto-sans-bold.ttf.gz":       "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
	"noto-sans-sc-regular.ttf.gz": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
	"noto-sans-sc-bold.ttf.gz":    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
	"amiri-regular.ttf.gz":        "@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf",
	"amiri-bold.ttf.gz":           "@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf",
	"noto-sans-licence.txt.gz":    "@expo-google-fonts/noto-sans/LICENSE_FONT",
	"noto-sans-sc-licence.txt.gz": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
	"amiri-licence.txt.gz":        "@expo-google-fonts/amiri/LICENSE_FONT",
}

// printFiles compresses the files for printed documents from the npm packages
// into the folder out, and removes everything else there. The same packages
// produce the same files.
func printFiles(nodeModules, out string) error {
	files := map[string][]byte{}
	for name, source := range printSources {
		content, err := os.ReadFile(filepath.Join(nodeModules, source))
		if err != nil {
			return fmt.Errorf("read the files for printed documents: %w", err)
		}
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return fmt.Errorf("compress %s: %w", name, err)
		}
		if err := w.Close(); err != nil {
			return fmt.Errorf("compress %s: %w", name, err)
		}
		files[name] = packed.Bytes()
	}
	return replace(out, files)
}
