/// What an option takes.
public enum OptionKind: Sendable, Hashable {
  /// Nothing: it is there or not.
  case flag
  /// Any text.
  case text
  /// The path of a file; shells complete it.
  case file
  /// The path of a folder; shells complete it.
  case folder
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// One of these words.
  case choice([String])

  var takesValue: Bool { self != .flag }
}

/// An option of a command.
public struct Option: Sendable, Hashable {
  /// The name without dashes.
  public let name: String
  /// A single letter for `-x`, if it has one.
  public let letter: Character?
  /// What it takes.
  public let kind: OptionKind
  /// What stands for the value in help, such as `FILE`.
  public let placeholder: String
  /// What it is for.
  public let help: String
  /// The value where it is not given; shown in help.
  public let defaultValue: String?
  /// Whether it must be given.
  public let isRequired: Bool
  /// The environment variable that gives it where the command line does not.
  public let environment: String?

  /// An option.
  public init(
    _ name: String, letter: Character? = nil, _ kind: OptionKind, placeholder: String = "VALUE", help: String,
    default defaultValue: String? = nil, isRequired: Bool = false, environment: String? = nil
  ) {
    self.name = name
    self.letter = letter
    self.kind = kind
    self.placeholder = placeholder
    self.help = help
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.environment = environment
  }

  /// A flag.
  public static func flag(_ name: String, letter: Character? = nil, help: String) -> Option {
    Option(name, letter: letter, .flag, help: help)
  }

  /// Why a text is no value of this option, or nil where it is one.
  func refusal(of text: String) -> String? {
    switch kind {
    case .flag: return "it takes no value"
    case .text: return nil
    case .file, .folder: return text.isEmpty ? "a path is expected" : nil
    case .integer(let range):
      guard let number = Int(text), range.contains(number) else {
        return "a whole number between \(range.lowerBound) and \(range.upperBound) is expected"
      }
      return nil
    case .choice(let words):
      return words.contains(text) ? nil : "expected is one of \(words.joined(separator: ", "))"
    }
  }
}
