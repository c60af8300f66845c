internal import Crosswalk
internal import CrosswalkCLI

extension Arguments {
  /// What is not as it is without words, for comparing.
  var told: String {
    var told: [String] = []
    if let target { told.append("to=\(target)") }
    if output != "-" || operands.first == "-" { told.append("output=\(output)") }
    if let losses { told.append("losses=\(losses)") }
    if let strict = conversion.strict { told.append("strict=\(strict)") }
    if batch.maximumRecord != 256 << 20 { told.append("max=\(batch.maximumRecord)") }
    for (name, value) in conversion.values.sorted(by: { $0.key < $1.key }) {
      told.append("\(name)=\(value)")
    }
    for policy in conversion.policies {
      told.append("\(policy.code):\(policy.field ?? "")=\(policy.choice)")
    }
    if isQuiet { told.append("quiet") }
    if let stats { told.append("stats=\(stats)") }
    if showsHelp { told.append("help") }
    if showsVersion { told.append("version") }
    return (told + operands).map { " " + $0 }.joined()
  }
}
