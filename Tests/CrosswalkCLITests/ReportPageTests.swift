internal import Foundation
internal import Testing

/// The page of `--report`, through the program; `Tests/Conformance/report_page.py` opens it in a browser.
struct ReportPageTests {
  /// Texts that want to be more than text, and what the page may not hold.
  private static let hostile = [
    "<script>hacked</script>", "</script><img src=x onerror=hacked>", "\"'><svg onload=hacked>",
    "<!--", "\u{2028}\u{2029}", "\u{202e}", "\u{200b}\u{feff}",
  ]

  @Test func `hostile texts, reported, are texts`() throws {
    let folder = try Folder()
    let name = "\"><img src=x onerror=hacked>'.jsonl"
    for text in ReportPageTests.hostile {
      let quoted = text.replacing("\"", with: "\\\"")
      try folder.write(
        name,
        "{\"id\":\"\(quoted)\",\"object\":\"thread.message\",\"created_at\":\"\(quoted)\",\"thread_id\":"
          + "\"t\",\"role\":\"user\",\"content\":[],\"file_ids\":[\"\(quoted)\"],\"metadata\":{}}\n"
          + "{\"role\":\"user\",\"content\":\"hi\",\"file_ids\":[],\"\(quoted)\":\"\(quoted)\"}\n"
          + "{\"object\":\"\(quoted)\"}\n{\"a\":\(text)}\n")
      let run = try folder.crosswalk(
        "convert", "--to", "responses", "-q", "--report", "page", "--reject", "<b>", name)
      #expect(run.status == 1 && run.errors.isEmpty)
      let page = try folder.read("page")
      let body = try #require(page.split(separator: "</head>").last)
      for tag in ["<img", "<svg onload", "<b>", "<!--"] { #expect(!body.contains(tag), "\(text)") }
      #expect(page.components(separatedBy: "<script").count == 2)
      #expect(page.components(separatedBy: "</script").count == 2)
      for scalar in page.unicodeScalars where scalar.value > 0x7f {
        #expect(scalar == "…" || scalar.properties.isAlphabetic, "U+\(scalar.value)")
      }
      #expect(page.contains("&quot;&gt;&lt;img src=x onerror=hacked&gt;&#39;.jsonl"))
    }
  }

  @Test func `the policy of a page names the digests of its style and script`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1))
    _ = try folder.crosswalk("convert", "--to", "v2", "-q", "--report", "page", "a.jsonl")
    let page = try folder.read("page")
    for tag in ["style", "script"] {
      let start = try #require(page.range(of: "<\(tag)>")).upperBound
      let end = try #require(page.range(of: "</\(tag)>")).lowerBound
      try folder.write("part", String(page[start..<end]))
      let run = try folder.shell("sha256sum part || shasum -a 256 part")
      let digits = Array(run.output.prefix(64).utf8)
      let digest = stride(from: 0, to: 64, by: 2).compactMap { place in
        UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      }
      let hash = "sha256-" + Data(digest).base64EncodedString()
      #expect(
        page.contains("\(tag)-src &#39;\(hash)&#39;"), "the \(tag) changed: its hash is \(hash)")
    }
  }

  @Test func `a page, written twice, is the same and has no time in it`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(3))
    for name in ["one", "two"] {
      let words = ["convert", "--to", "v2", "-q", "--report", name, "-o", "b", "a.jsonl"]
      #expect(try folder.crosswalk(words).status == 0)
    }
    #expect(try folder.read("one") == folder.read("two"))
    #expect(try folder.names == ["a.jsonl", "b", "one", "two"])
  }

  @Test func `a page, read, has totals, kinds, losses with causes and examples, and refusals`()
    throws
  {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(2) + Sample.v2(3) + "\n{]\n")
    _ = try folder.crosswalk(
      "convert", "--to", "v2", "-q", "--report", "page", "--reject", "bad", "a.jsonl")
    let page = try folder.read("page")
    for text in [
      "<h1>4 records to v2, 2 losses</h1>", "3 of 4 records written, 1 refused.",
      "<code class=\"code\">v1</code><code>message</code>", "tools-assumed",
      "a.jsonl, record 1", "/attachments/0/tools", "[{&quot;type&quot;:&quot;file_search&quot;}",
      "--on tools-assumed=CHOICE", "In the table of v1 message to v2 message:", "a.jsonl:4:2",
      "json-syntax",
      "all are in bad, and why in bad.errors",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test func `a page without losses says so`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v2(1) + "\n")
    _ = try folder.crosswalk("convert", "--to", "v2", "-q", "--report", "page", "a.jsonl")
    let page = try folder.read("page")
    #expect(page.contains("<h1>1 record to v2, 0 losses</h1>"))
    #expect(page.contains("None: every value was carried over as it was."))
    #expect(!page.contains("id=\"refusals\""))
  }

  @Test func `a run that stops leaves no page`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(1) + "{]\n")
    let run = try folder.crosswalk("convert", "--to", "v2", "--report", "page", "a.jsonl")
    #expect(run.status == 2)
    #expect(try folder.names == ["a.jsonl"])
  }

  @Test func `restoring, reported, has a page as well`() throws {
    let folder = try Folder()
    try folder.write("a.jsonl", Sample.v1Lines(2))
    _ = try folder.crosswalk(
      "convert", "--to", "v2", "-q", "--residue", "r", "-o", "b.jsonl", "a.jsonl")
    let run = try folder.crosswalk(
      "restore", "-q", "--residue", "r", "--report", "page", "-o", "c.jsonl", "b.jsonl")
    #expect(run.status == 0 && run.errors.isEmpty)
    let page = try folder.read("page")
    #expect(page.contains("<h1>2 records restored, 0 losses</h1>"))
    #expect(page.contains("2 restored"))
  }
}
