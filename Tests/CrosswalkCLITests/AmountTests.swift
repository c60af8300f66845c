internal import CrosswalkCLI
internal import Testing

struct AmountTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345"),
  ])
  func `a number, written, has a comma between thousands`(number: Int, text: String) {
    #expect(Amount.grouped(number) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (3723, "3.72 kB"), (9_994, "9.99 kB"),
    (9_996, "10.0 kB"), (99_949, "99.9 kB"), (99_951, "100 kB"), (999_499, "999 kB"),
    (999_500, "1.00 MB"), (1_009_000, "1.01 MB"), (2_000_000_000, "2.00 GB"),
    (Int.max, "9223 PB"),
  ])
  func `bytes, written, have three digits and a unit`(number: Int, text: String) {
    #expect(Amount.bytes(number) == text)
  }

  @Test(arguments: [
    (0, "0.00 s"), (0.0049, "0.00 s"), (0.005, "0.01 s"), (1.234, "1.23 s"), (59.9, "59.9 s"),
    (60, "1 min 0 s"), (119.6, "2 min 0 s"), (3600, "1 h 0 min"), (7325, "2 h 2 min"),
  ])
  func `a time, written, has what people read of it`(seconds: Double, text: String) {
    #expect(Amount.seconds(seconds) == text)
  }

  @Test(arguments: [(0, "0.000"), (0.0004, "0.000"), (1.2345, "1.235"), (12, "12.000")])
  func `a number, written for programs, has three digits behind the point`(
    number: Double,
    text: String
  ) {
    #expect(Amount.thousandths(number) == text)
  }

  @Test func `what is counted, written, has its word`() {
    #expect(Amount.counted(1, "loss", "losses") == "1 loss")
    #expect(Amount.counted(1000, "loss", "losses") == "1,000 losses")
    #expect(Amount.counted(2, "kind") == "2 kinds")
  }
}
