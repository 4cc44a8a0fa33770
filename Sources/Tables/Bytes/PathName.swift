/// The parts of a path as text. Foundation's own way does not bear relative names of one character.
package enum PathName {
    /// `a/b.csv` → `a`, `/b.csv` → `/`; empty where no folder is named.
    package static func folder(of path: String) -> String {
        let path = withoutEnd(path)
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(withoutEnd(String(path[..<slash])))
    }

    /// `a/b.csv` → `b.csv`, `a/` → `a`
    package static func leaf(of path: String) -> String {
        let path = withoutEnd(path)
        guard path != "/", let slash = path.lastIndex(of: "/") else { return String(path) }
        return String(path[path.index(after: slash)...])
    }

    /// `a/b.tar.gz` → `gz`; empty for `b`, `b.` and `.b`.
    package static func ending(of path: String) -> String {
        let leaf = leaf(of: path)
        return dot(in: leaf).map { String(leaf[leaf.index(after: $0)...]) } ?? ""
    }

    /// `a/b.tar.gz` → `b.tar`
    package static func stem(of path: String) -> String {
        let leaf = leaf(of: path)
        return dot(in: leaf).map { String(leaf[..<$0]) } ?? leaf
    }

    /// A name in a folder; the name alone where no folder is named.
    package static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    private static func withoutEnd(_ path: String) -> Substring {
        var path = path[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        return path
    }

    private static func dot(in leaf: String) -> String.Index? {
        leaf.lastIndex(of: ".").flatMap { $0 > leaf.startIndex && leaf.index(after: $0) < leaf.endIndex ? $0 : nil }
    }
}
