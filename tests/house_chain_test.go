package tests

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// chainLocks are what takes the lock that every change waits for, the end of the
// log's chain, and the functions that may do so. Each of them comes last in its
// transaction: whatever is done after it, everybody waits for.
var chainLocks = map[string][]string{
	"chainEnd":    {"chain"},
	"chain":       {"insertAudit", "chainEarlier"}, // the latter has a transaction for that alone
	"insertAudit": {"recordAll"},                   // at the end of the transaction
	"AtEnd":       {"recordAll"},
}

// earlyChainLocks lists functions of the store that lock the end of the chain, or
// the number of the public revision, before the end of their transaction.
func earlyChainLocks(files []source) []string {
	var broken []string
	for _, s := range files {
		if s.folder() != "models/store" {
			continue
		}
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			atEnd := map[ast.Node]bool{} // functions that run at the end
			ast.Inspect(f.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BasicLit:
					if n.Kind == token.STRING && (strings.Contains(n.Value, "public_revision") || strings.Contains(n.Value, "audit_chain") && s.path != "models/store/audit_chain.go") {
						broken = append(broken, s.at(n)+" uses a row that the whole site shares")
					}
				case *ast.FuncLit:
					if atEnd[n] {
						return false
					}
				case *ast.CallExpr:
					called, ok := n.Fun.(*ast.SelectorExpr)
					if !ok {
						return true
					}
					if called.Sel.Name == "AtEnd" && len(n.Args) == 1 {
						atEnd[n.Args[0]] = true
					}
					if by, ok := chainLocks[called.Sel.Name]; ok && (!slices.Contains(by, f.Name.Name) || called.Sel.Name == "insertAudit") {
						broken = append(broken, s.at(n)+" calls "+called.Sel.Name+" before the end of the transaction")
					}
				}
				return true
			})
		}
	}
	return broken
}
