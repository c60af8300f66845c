import Crosswalk
import PropertyTesting
import Testing

struct CheckLawTests {
  /// Every edition with its kinds; calls have no schema, their bodies are the other kinds.
  static let forms: [(edition: String, kind: String)] = Payloads.editions.flatMap { edition in
    Payloads.kinds(of: edition).filter { !$0.hasPrefix("http-") }.map { (edition, $0) }
  }

  @Test(arguments: forms)
  func `payloads that the schema allows have no error of the schema`(
    form: (edition: String, kind: String)
  ) throws {
    var options = CheckOptions()
    (options.source, options.kind, options.level) = (form.edition, form.kind, .schema)
    let checker = try Checker(options)
    let payloads = Payloads.generator(kind: form.kind, edition: form.edition, wild: false)
    try check("check-schema.\(form.edition).\(form.kind)", count: 200, payloads) { payload in
      let errors = try checker.check(payload).filter {
        $0.severity == .error && $0.id != "dialect-mismatch"
      }
      return Failure.unlessEqual("findings", errors.map { "\($0.id) \($0.pointer ?? "")" }, [])
    }
  }

  @Test(
    arguments: Payloads.editions.flatMap { edition in
      Payloads.kinds(of: edition).map { (edition, $0) }
    })
  func `wild payloads, checked, never stop the checker and point at what is there`(
    form: (edition: String, kind: String)
  ) throws {
    var options = CheckOptions()
    (options.source, options.kind) = (form.edition, form.kind)
    let checker = try Checker(options)
    let payloads = Payloads.generator(kind: form.kind, edition: form.edition, wild: true)
    try check("check-wild.\(form.edition).\(form.kind)", count: 100, payloads) { payload in
      let outside = try checker.check(payload).filter { $0.offset >= payload.count }
      return Failure.unlessEqual("offsets", outside.map(\.offset), [])
    }
  }
}
