import Tables
import Testing

@Suite struct PathNameTests {
    @Test(arguments: [
        ("a", "", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "/", "/"), ("a/", "", "a"), (".", "", "."),
        ("a//b//", "a", "b"), ("/a/b.c", "/a", "b.c"), ("", "", ""), ("./a", ".", "a"), ("../a", "..", "a"),
    ])
    func aPathHasAFolderAndALeaf(path: String, folder: String, leaf: String) {
        #expect(PathName.folder(of: path) == folder)
        #expect(PathName.leaf(of: path) == leaf)
    }

    @Test(arguments: [
        ("a", "a", ""), ("a.b", "a", "b"), ("x.y/a.tar.gz", "a.tar", "gz"), (".a", ".a", ""), ("a.", "a.", ""),
        ("x.y/a", "a", ""), ("", "", ""), (".", ".", ""), ("..", "..", ""),
    ])
    func aLeafHasAStemAndAnEnding(path: String, stem: String, ending: String) {
        #expect(PathName.stem(of: path) == stem)
        #expect(PathName.ending(of: path) == ending)
    }

    @Test func namesAreJoined() {
        #expect(
            PathName.joined("", "a") == "a" && PathName.joined("b", "a") == "b/a" && PathName.joined("/", "a") == "/a")
    }
}
