/// What a guard tells its parent over a pipe, one line each: the guard's only output of its own.
enum GuardReport: Hashable {
  /// The program runs, under this number.
  case started(process: Int32)
  /// The program could not be started.
  case failed(String)
  /// The program has ended, and everything that it had started.
  case ended(ProcessExit)

  /// The line, with its line feed.
  var line: String {
    switch self {
    case .started(let process): "started \(process)\n"
    case .failed(let message): "failed \(message.replacing("\n", with: " "))\n"
    case .ended(let exit): "ended \(exit.code) \(exit.signal ?? 0)\n"
    }
  }

  /// Reads a line without its line feed; nil where it is none of these.
  init?(line: some StringProtocol) {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "started":
      guard let process = Int32(words[1]) else { return nil }
      self = .started(process: process)
    case "failed": self = .failed(String(words[1]))
    case "ended":
      let numbers = words[1].split(separator: " ").compactMap { Int32($0) }
      guard numbers.count == 2 else { return nil }
      self = .ended(numbers[1] == 0 ? ProcessExit(code: numbers[0]) : ProcessExit(signal: numbers[1]))
    default: return nil
    }
  }
}
