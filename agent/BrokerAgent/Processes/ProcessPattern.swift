/// How Kafka's process is known among others: by its command line, and by the pod whose control group it is in.
public struct ProcessPattern: Sendable, Hashable {
  /// What a command line is compared with at most.
  static let commandLineLimit = 1 << 17

  /// Names, of which one must be an argument as a whole, or the last component of the program's path.
  public var programs: [String]
  /// Must occur within an argument; empty for any. It tells brokers of one machine apart.
  public var word: String
  /// The UID of the pod that it runs in; empty for any. It tells brokers of one node apart.
  public var podUID: String

  /// - Parameter programs: Kafka's main class, and the broker of the sandbox, where none are named.
  public init(programs: [String] = ["kafka.Kafka", "sandbox-broker"], word: String = "", podUID: String = "") {
    self.programs = programs
    self.word = word
    self.podUID = podUID
  }

  /// Whether a command line, its arguments ended by zero bytes as /proc gives it, is Kafka's.
  ///
  /// A shell that was told to start Kafka is not Kafka.
  public func matches(_ commandLine: [UInt8]) -> Bool {
    var hasProgram = false
    var hasWord = word.isEmpty
    var isFirst = true
    for argument in commandLine.split(separator: 0) {
      if isFirst {
        isFirst = false
        let name = argument.split(separator: UInt8(ascii: "/")).last ?? argument
        if Self.isShell(name) { return false }
        if programs.contains(where: { name.elementsEqual($0.utf8) }) { hasProgram = true }
      }
      if !hasProgram, programs.contains(where: { argument.elementsEqual($0.utf8) }) { hasProgram = true }
      if !hasWord { hasWord = Self.contains(argument, word.utf8) }
      if hasProgram && hasWord { return true }
    }
    return false
  }

  private static func isShell(_ name: ArraySlice<UInt8>) -> Bool {
    let name = name.first == UInt8(ascii: "-") ? name.dropFirst() : name
    return ["sh", "bash", "dash", "ash", "busybox", "env", "timeout", "nohup", "sudo", "su"]
      .contains { name.elementsEqual($0.utf8) }
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ word: String.UTF8View) -> Bool {
    guard let first = word.first, text.count >= word.count else { return false }
    var rest = text
    while let place = rest.firstIndex(of: first) {
      if rest[place...].starts(with: word) { return true }
      rest = rest[(place + 1)...]
    }
    return false
  }
}
