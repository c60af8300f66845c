package import Crosswalk

/// What the words on the command line ask for.
package struct Arguments: Sendable {
  /// How totals are told.
  package enum Format: String, Sendable {
    case text
    case json
  }

  /// A policy that an option of its own chooses.
  package struct NamedPolicy: Sendable, Equatable {
    /// The option, without dashes.
    package let option: String
    /// What it chooses.
    package let policy: Policy
  }

  /// The words that are no options: the command's operands.
  package var operands: [String] = []
  /// Whether help is asked for, with a command or without.
  package var showsHelp = false
  /// Whether the version is asked for.
  package var showsVersion = false

  /// `--to`.
  package var target: String?
  /// What the options say to the converter.
  package var conversion = ConversionOptions()
  /// Policies with an option of their own, such as `--order`; the last word of each counts.
  package var namedPolicies: [NamedPolicy] = []
  /// `--context`, perhaps several times.
  package var contextFiles: [String] = []
  /// The files of `--id-map`.
  package var idMaps: [String] = []
  /// `--at` and `--at-text`.
  package var place: PayloadPlace?
  /// What the options say about reading and refusing records.
  package var batch = BatchOptions()
  /// `--checkpoint`.
  package var checkpoint: String?
  /// `--checkpoint-every`, in seconds.
  package var checkpointInterval = 5.0
  /// `--progress`.
  package var progress = ProgressBar.Wish.auto
  /// `--jobs`; nil: as many as there are cores.
  package var jobs: Int?
  /// Whether `--on-error stop` is said, not only meant.
  package var isStopNamed = false
  /// `--output`; `-` for standard output, which is meant if it is nil.
  package var namedOutput: String?
  /// `--output-dir`.
  package var outputFolder: String?
  /// `--files-from`, perhaps several times.
  package var filesFrom: [String] = []
  /// `--losses`.
  package var losses: String?
  /// `--residue`, written by `convert` and read by `restore`.
  package var residue: String?
  /// `--files-report`.
  package var filesReport: String?
  /// `--report`.
  package var report: String?
  /// `--reject`.
  package var reject: String?
  /// `--rejected`.
  package var rejected: String?
  /// `--format`.
  package var format = ReportFormat.text
  /// `--stats`.
  package var stats: Format?
  /// `--quiet`.
  package var isQuiet = false
  /// `--color`.
  package var color = Terminal.Color.auto

  /// Nothing is asked for.
  package init() {}

  /// What is read, for people: files, and lists of files.
  var inputs: [String] {
    if operands.isEmpty && filesFrom.isEmpty { return ["-"] }
    return operands + filesFrom.map { "the files of \($0)" }
  }

  /// Where payloads go if all go to one file; `-` for standard output.
  package var output: String { namedOutput ?? "-" }
}
