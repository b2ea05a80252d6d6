package pdf

// The npm package that the typesetter comes from. The names in instance.go and
// host_functions.go belong to this version only: docs/decisions/typst-in-the-process.md says
// how to move to another one.
const (
	packageName    = "@myriaddreamin/typst-ts-web-compiler"
	packageVersion = "0.7.0"
)

// Version names what sets documents. Another version may set them differently.
func Version() string { return packageName + "@" + packageVersion }
