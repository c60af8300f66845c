/// What the program tells the shell.
package enum ExitCode: Int32, Sendable {
  /// All went well; losses alone are no trouble.
  case clean = 0
  /// It ran, and found something: refused records.
  case unclean = 1
  /// It could not run, or stopped.
  case failed = 2
}
