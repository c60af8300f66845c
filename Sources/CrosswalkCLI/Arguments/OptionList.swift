internal import Crosswalk

/// Every option of every command; help and "did you mean" follow from it.
package enum OptionList {
  /// All options, in the order of the help.
  package static let all: [Option] =
    dialects + inputs + outputs + refusals + choices + restoring + reporting + general

  /// What the payloads are and shall be.
  static let dialects: [Option] = [.to, .from, .kind, .as]
  /// How records stand in the files.
  static let inputs: [Option] = [
    .filesFrom, .input, .column, .at, .atText, .key, .maxRecord, .jobs,
  ]
  /// What is written where.
  static let outputs: [Option] = [
    .output, .outputDir, .losses, .residueOut, .filesReport, .report, .checkpoint, .checkpointEvery,
  ]
  /// What happens to records that cannot or shall not be converted.
  static let refusals: [Option] = [.verify, .strict, .onError, .reject, .rejectLimit]
  /// What happens where the dialects differ.
  static let choices: [Option] = [
    .on, .level, .attachments, .markers, .order, .set, .context, .idMap, .tools,
  ]
  /// What `restore` reads beside the records; another word for an option of `convert` is among them.
  static let restoring: [Option] = [.residueIn, .rejected]
  /// How results and totals are told.
  static let reporting: [Option] = [.reportFormat, .format, .stats, .progress]
  /// What every command takes.
  static let general: [Option] = [.quiet, .color, .showHelp, .showVersion]
}

// What the payloads are and shall be.
extension Option {
  static let to = Option(
    "to", .word("DIALECT"),
    "the dialect to convert to: v1, v2, responses, or one edition such as v1-2023-11"
  ) { arguments, text in arguments.target = text }

  static let from = Option(
    "from", .word("DIALECT"),
    "read records that do not show their dialect as this one; refuse those that show another"
  ) { arguments, text in arguments.conversion.source = text }

  static let kind = Option(
    "kind", .word("KIND"),
    "read records that do not show their kind as this one, such as message; refuse others"
  ) { arguments, text in arguments.conversion.kind = text }

  static let `as` = Option(
    "as", .word("KIND"),
    "the kind to convert to where there is a choice, such as input or create-items-request for a page "
      + "of messages"
  ) { arguments, text in arguments.conversion.targetKind = text }
}

// How records stand in the files.
extension Option {
  static let filesFrom = Option(
    "files-from", .word("LIST"),
    "read also the files named in LIST, a path on each line or between NULs; - is standard input"
  ) { arguments, text in arguments.filesFrom.append(text) }

  static let input = Option(
    "input", .choice(BatchOptions.Form.allCases.map(\.rawValue)),
    "how records stand in the files; recognized unless named. copy: rows of PostgreSQL's COPY text format"
  ) { arguments, text in arguments.batch.form = BatchOptions.Form(rawValue: text) }

  static let column = Option(
    "column", .word("N"),
    "with --input copy: the column with the payload, from 1; the other columns stay as they are"
  ) { arguments, text throws(UsageError) in
    guard let column = Int(text), (1...1600).contains(column) else {
      throw UsageError(
        "expected the number of a column after '--column', found '\(text)'",
        help: "count the columns of the rows from 1, such as '--column 2'"
      )
    }
    arguments.batch.column = column
  }

  static let at = Option(
    "at", .word("POINTER"),
    "the payload sits at this JSON Pointer in each record, * for each element of an array: /messages/*"
  ) { arguments, text in
    arguments.place = PayloadPlace(text, readsText: arguments.place?.readsText ?? false)
  }

  static let atText = Option(
    "at-text", .none,
    "a string there is a payload written as text: read it, and write it the same way again"
  ) { arguments, _ in
    arguments.place = PayloadPlace(arguments.place?.pointer ?? "", readsText: true)
  }

  static let key = Option(
    "key", .word("POINTER"),
    "copy the value at this JSON Pointer from each record into its losses, residue and error lines; with "
      + "--input copy also the number of a column"
  ) { arguments, text in arguments.batch.key = text }

  static let jobs = Option(
    "jobs", short: "j", .word("N"),
    "how many workers convert JSON Lines, which changes nothing that is written; restore has one "
      + "(default: as many as cores)"
  ) { arguments, text throws(UsageError) in
    guard let jobs = Int(text), (1...1024).contains(jobs) else {
      throw UsageError(
        "expected a number of workers after '--jobs', found '\(text)'",
        help: "write a number from 1 to 1024, such as '--jobs 4'"
      )
    }
    arguments.jobs = jobs
  }

  static let maxRecord = Option(
    "max-record", .word("BYTES"),
    "refuse larger records; k, m and g stand for KiB, MiB and GiB (default: 256m)"
  ) { arguments, text throws(UsageError) in
    guard let bytes = ByteAmount.parse(text) else {
      throw UsageError(
        "expected a number of bytes after '--max-record', found '\(text)'",
        help: "write a number from 1 to 4g, such as 64m"
      )
    }
    arguments.batch.maximumRecord = bytes
  }
}

// What is written where.
extension Option {
  static let output = Option(
    "output", short: "o", .word("FILE"),
    "write payloads to FILE when all are complete; FILE may be the input (default: standard output)"
  ) { arguments, text in arguments.namedOutput = text }

  static let outputDir = Option(
    "output-dir", .word("DIR"),
    "write the payloads of each FILE to a file of its own: DIR and the path of FILE"
  ) { arguments, text in arguments.outputFolder = text }

  static let losses = Option(
    "losses", .word("FILE"), "write a JSON line for each loss to FILE"
  ) { arguments, text in arguments.losses = text }

  static let residueOut = Option(
    "residue", .word("FILE"),
    "write what 'restore' needs to FILE; with --output-dir, FILE is a directory like DIR"
  ) { arguments, text in arguments.residue = text }

  static let filesReport = Option(
    "files-report", .word("FILE"),
    "write a JSON line for each uploaded file to FILE: where it is used, and what the target needs for it"
  ) { arguments, text in arguments.filesReport = text }

  static let report = Option(
    "report", .word("FILE"),
    "write a page about the run to FILE: totals, kinds, losses with examples and causes, refused records"
  ) { arguments, text in arguments.report = text }
}

// Long runs.
extension Option {
  static let checkpoint = Option(
    "checkpoint", .word("FILE"),
    "note in FILE how far the run has come, and go on from there if it is run again after it was "
      + "interrupted; outputs are called NAME.partial until all are complete"
  ) { arguments, text in arguments.checkpoint = text }

  static let checkpointEvery = Option(
    "checkpoint-every", .word("SECONDS"), "how often --checkpoint does that (default: 5)"
  ) { arguments, text throws(UsageError) in
    guard let seconds = Double(text), seconds >= 0, seconds < 1e9 else {
      throw UsageError(
        "expected a number of seconds after '--checkpoint-every', found '\(text)'",
        help: "write a number, such as '--checkpoint-every 30'"
      )
    }
    arguments.checkpointInterval = seconds
  }

  static let progress = Option(
    "progress", .choice(["auto", "always", "never"]),
    "tell on standard error how far the run has come; auto does so on a terminal (default: auto)"
  ) { arguments, text in arguments.progress = ProgressBar.Wish(rawValue: text) ?? .auto }
}

// What happens to records that cannot or shall not be converted.
extension Option {
  static let verify = Option(
    "verify", .none, "restore each record in memory, compare, and refuse the record if it differs"
  ) { arguments, _ in arguments.conversion.verifies = true }

  static let strict = Option(
    "strict", .optionalChoice(["content", "record", "form"], otherwise: "content"),
    "refuse records that lose something of this weight or heavier (default: content)"
  ) { arguments, text in arguments.conversion.strict = LossWeight(rawValue: text) }

  static let onError = Option(
    "on-error", .choice(["stop", "reject"]),
    "what a refused record does: end the run, or go to the file of --reject (default: stop)"
  ) { arguments, text in
    arguments.batch.onError = text == "reject" ? .reject : .stop
    arguments.isStopNamed = text == "stop"
  }

  static let reject = Option(
    "reject", .word("FILE"),
    "write refused records to FILE, byte for byte, and why to FILE.errors; the run goes on"
  ) { arguments, text in arguments.reject = text }

  static let rejectLimit = Option(
    "reject-limit", .word("N|P%"),
    "stop the run when more than N records are refused, or more than P percent of at least "
      + "\(RejectLimit.fewest) records"
  ) { arguments, text throws(UsageError) in
    arguments.batch.rejectLimit = try RejectLimitText.parse(text)
  }
}

// What happens where the dialects differ.
extension Option {
  static let on = Option(
    "on", .word("CODE[:FIELD]=CHOICE"),
    "choose what happens where a code applies; 'crosswalk explain CODE' lists the choices"
  ) { arguments, text throws(UsageError) in
    arguments.conversion.policies.append(try PolicyText.parse(text))
  }

  static let level = Option(
    "level", .choice(["service", "schema"]),
    "whom to please where the service and its schema disagree (default: service)"
  ) { arguments, text in arguments.conversion.level = Level(rawValue: text) ?? .service }

  static let attachments = policy(
    "attachments", "attachment-not-sent", ["auto", "input-file", "record"],
    "towards responses, which attachments of users are sent as input_file: those for file search, all "
      + "or none (default: auto)"
  )

  static let markers = policy(
    "markers", "marker-stripped", ["keep", "strip"],
    "towards responses, whether the markers of file citations stay in texts or are cut out, with all "
      + "places behind them counted anew (default: keep)"
  )

  static let order = policy(
    "order", "order-reversed", ["auto", "newest-first", "oldest-first"],
    "how lists are ordered that become a form to be sent, which is oldest first; auto looks at the "
      + "times (default: auto)"
  )

  /// An option that is another word for `--on CODE=CHOICE`.
  private static func policy(
    _ name: String,
    _ code: String,
    _ choices: [String],
    _ help: String
  ) -> Option {
    Option(name, .choice(choices), help) { arguments, text in
      arguments.namedPolicies.removeAll { $0.option == name }
      let policy = Policy(code: code, choice: text)
      arguments.namedPolicies.append(Arguments.NamedPolicy(option: name, policy: policy))
    }
  }

  static let set = Option(
    "set", .word("NAME=VALUE,..."),
    "values that only you know, for all records, such as thread_id=thread_1"
  ) { arguments, text throws(UsageError) in
    do throws(ConfigurationError) {
      try arguments.conversion.addValues(text)
    } catch {
      throw UsageError(error.message, help: error.help)
    }
  }

  static let context = Option(
    "context", .word("FILE"),
    "values by id: JSON Lines of {\"id\", \"tools\"?, \"filename\"?, \"thread_id\"?, ...}"
  ) { arguments, text in arguments.contextFiles.append(text) }

  static let idMap = Option(
    "id-map", .word("FILE"),
    "new ids for those in urls of calls and in references: JSON Lines of {\"from\", \"to\"}"
  ) { arguments, text in arguments.idMaps.append(text) }

  static let tools = Option(
    "tools", .word("LIST"),
    "the tools that a v1 file id implies (default: file_search,code_interpreter)"
  ) { arguments, text in arguments.conversion.tools = text.split(separator: ",").map(String.init) }
}

// Restoring, reporting, and what every command takes.
extension Option {
  static let residueIn = Option(
    "residue", .word("FILE"),
    "the residue file that the conversion wrote; with --output-dir, the directory"
  ) { arguments, text in arguments.residue = text }

  static let rejected = Option(
    "rejected", .word("FILE"),
    "the reject file of the conversion: its records are put back in their places"
  ) { arguments, text in arguments.rejected = text }

  static let format = Option(
    "format", .choice(["text", "json"]), "text for people, or JSON Lines (default: text)"
  ) { arguments, text in arguments.format = ReportFormat(rawValue: text) ?? .text }

  static let reportFormat = Option(
    "format", .choice(ReportFormat.allCases.map(\.rawValue)),
    "text for people, JSON Lines, or annotations of GitHub Actions (default: text)"
  ) { arguments, text in arguments.format = ReportFormat(rawValue: text) ?? .text }

  static let stats = Option(
    "stats", .optionalChoice(["json"], otherwise: "text"),
    "tell totals on standard error, as text or as one JSON line"
  ) { arguments, text in arguments.stats = Arguments.Format(rawValue: text) }

  static let quiet = Option("quiet", short: "q", .none, "say nothing but errors") { arguments, _ in
    arguments.isQuiet = true
  }

  static let color = Option(
    "color", .choice(["auto", "always", "never"]),
    "color messages; auto colors on a terminal unless NO_COLOR is set (default: auto)"
  ) { arguments, text in arguments.color = Terminal.Color(rawValue: text) ?? .auto }

  static let showHelp = Option("help", short: "h", .none, "show this help") { arguments, _ in
    arguments.showsHelp = true
  }

  static let showVersion = Option("version", .none, "show the version") { arguments, _ in
    arguments.showsVersion = true
  }
}
