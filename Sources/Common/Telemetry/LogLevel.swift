/// How much a line matters.
public enum LogLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// For those who work on the program.
  case debug
  /// What happens in the normal course.
  case info
  /// Something that a person should look at before long.
  case warning
  /// Something that does not work.
  case error

  /// The name.
  public var name: String {
    switch self {
    case .debug: "debug"
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The level of that name.
  public init?(name: String) {
    guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }

  /// By weight.
  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}

/// How a line is laid out; the raw value is its name.
public enum LogFormat: String, Sendable, Hashable, CaseIterable {
  /// Time, level, message, then `key=value`.
  case text
  /// An object a line.
  case json
}
