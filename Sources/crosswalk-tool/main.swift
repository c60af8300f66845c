internal import CrosswalkCLI

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
