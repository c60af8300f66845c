package import Crosswalk

extension Explanation {
  /// All codes that the program can print: those of the library, then its own.
  package static var printedCodes: [Code] { codes + Code.program }
}

extension Explanation.Code {
  /// Why the program could not run at all.
  fileprivate static let program: [Explanation.Code] = [
    Explanation.Code(
      refusal: "usage",
      "a word on the command line makes no sense",
      cause:
        "An option, a command or a value is not known, is missing, or "
        + "contradicts another one.",
      remedy: "See crosswalk help, or crosswalk help COMMAND."
    ),
    Explanation.Code(
      refusal: "context",
      "a line of the file of --context says nothing that can be used",
      cause:
        "Each line is an object with an id, and with tools, filename, "
        + "thread_id or created_at.",
      remedy: "Repair the line that the message names."
    ),
    Explanation.Code(
      refusal: "id-map",
      "a line of the file of --id-map says nothing that can be used",
      cause: "Each line is an object with two ids, from and to.",
      remedy: "Repair the line that the message names."
    ),
    Explanation.Code(
      refusal: "file-unreadable",
      "a file cannot be read",
      cause: "It does not exist, may not be read, or is a pipe where a stored file is wanted.",
      remedy: "Check the name and the permissions of the file."
    ),
    Explanation.Code(
      refusal: "file-unwritable",
      "a file cannot be written",
      cause: "Its directory does not exist, may not be written to, or is full.",
      remedy: "Check that the directory exists, may be written to and has room."
    ),
    Explanation.Code(
      refusal: "file-is-directory",
      "a directory stands where a file is wanted",
      cause: "The name of a directory was given as that of a file.",
      remedy: "Name a file."
    ),
    Explanation.Code(
      refusal: "file-changed",
      "a file lost bytes while it was read",
      cause: "Somebody wrote to it or cut it off meanwhile: what was read is no whole file.",
      remedy: "Run again when nobody writes to the file, or on a copy."
    ),
    Explanation.Code(
      refusal: "decompression-failed",
      "a compressed file cannot be decompressed",
      cause:
        "The file ends early, is damaged or has something else behind it, as gzip or zstd says in its own "
        + "words; or this program is not installed.",
      remedy: "Look at the file with gzip -t or zstd -t and fetch it again; install the program."
    ),
    Explanation.Code(
      refusal: "compression-failed",
      "a file whose name ends in .gz or .zst cannot be compressed",
      cause: "gzip or zstd is not installed, was ended, or found no room.",
      remedy: "Install the program, make room, or name the file without this ending."
    ),
    Explanation.Code(
      refusal: "reject-limit",
      "more records were refused than --reject-limit allows",
      cause:
        "A run in which nearly everything is refused is mostly a wrong option or a wrong file. The refused "
        + "records up to there are kept in the file of --reject.",
      remedy:
        "Look at the reasons in the file of errors, then correct the options or raise the limit."
    ),
    Explanation.Code(
      refusal: "interrupted",
      "a signal ended the run",
      cause:
        "The program was stopped, for instance with Ctrl-C. No file stands "
        + "under its final name.",
      remedy: "Run it again."
    ),
    Explanation.Code(
      refusal: "internal",
      "something happened that the program does not expect",
      cause: "No input should bring this about.",
      remedy:
        "Report it with the command and, if possible, the record: it is a "
        + "defect of this program."
    ),
  ]
}
