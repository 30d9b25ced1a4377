/// The names that topics may have.
enum TopicName {
  /// Whether a topic may have the name.
  static func isValid(_ name: String) -> Bool { problem(with: name) == nil }

  /// Why a name is none that a topic may have; nil where it is one: 1 to 249 characters of letters, digits, `.`, `_` and `-`, and
  /// not `.` or `..` alone.
  static func problem(with name: String) -> String? {
    if name.isEmpty { return "Topic name is invalid: it is empty." }
    if name == "." || name == ".." { return "Topic name is invalid: it is '\(name)'." }
    if name.utf8.count > 249 {
      return "Topic name is invalid: it has \(name.utf8.count) characters, at most 249 are allowed."
    }
    let isLegal = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
    return isLegal
      ? nil : "Topic name is invalid: '\(name)' has other characters than letters, digits, '.', '_' and '-'."
  }

  /// The name in metrics, which replace '.' by '_'. Kafka refuses names that would be the same there.
  static func inMetrics(_ name: String) -> [UInt8] {
    name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }
  }
}
