#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// All bytes of standard input, as they are: `readLine` would repair what is not UTF-8.
func standardInput() -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let amount = unsafe read(0, &chunk, chunk.count)
    if amount <= 0 { return bytes }
    bytes += chunk[..<amount]
  }
}
