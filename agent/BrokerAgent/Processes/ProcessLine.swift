/// The line of /proc/<pid>/stat, as far as it is of use (proc(5)).
struct ProcessLine: Sendable, Hashable {
  /// The state's letter.
  var state: UInt8
  /// When it started, in clock ticks since the machine started: with the pid it names a process for good.
  var started: UInt64
  /// Resident memory, in pages.
  var residentPages: UInt64

  /// How many threads it has.
  var threads: UInt64

  /// Whether it has ended: a zombie waits only for its parent. One whose first thread alone has ended lives on.
  var hasEnded: Bool {
    threads <= 1 && [UInt8(ascii: "Z"), UInt8(ascii: "X"), UInt8(ascii: "x")].contains(state)
  }
  /// Whether a signal or a debugger stopped it.
  var isStopped: Bool { [UInt8(ascii: "T"), UInt8(ascii: "t")].contains(state) }

  /// nil where it is no such line.
  init?(_ bytes: [UInt8]) {
    // The second field is the program's name in parentheses, in which anything may stand.
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 23)
    // Field 3 comes first here: the state. 20 are the threads, 22 is the start, 24 the resident pages.
    guard fields.count > 21, let letter = fields[0].first, fields[0].count == 1 else { return nil }
    guard let started = Self.number(fields[19]), let pages = Self.number(fields[21]),
      let threads = Self.number(fields[17])
    else { return nil }
    state = letter
    self.started = started
    residentPages = pages
    self.threads = threads
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard (1...20).contains(digits.count) else { return nil }
    var value: UInt64 = 0
    for digit in digits where digit != UInt8(ascii: "\n") {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (shifted, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOverNow) = shifted.addingReportingOverflow(UInt64(digit - 0x30))
      guard !isOver, !isOverNow else { return nil }
      value = sum
    }
    return value
  }
}
