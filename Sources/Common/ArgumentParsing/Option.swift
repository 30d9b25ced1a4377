/// An option of a command: its names, what it takes, and what gives its value where the command line does not.
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
  /// Whether it may be given several times, all of which count; of other options the last one counts.
  public let isRepeated: Bool
  /// The environment variable that gives it where the command line does not. It holds several values of a repeated
  /// option with commas between them, and `true` or `false` for a flag.
  public let environment: String?

  /// An option.
  public init(
    _ name: String, letter: Character? = nil, _ kind: OptionKind, placeholder: String = "VALUE", help: String,
    default defaultValue: String? = nil, isRequired: Bool = false, isRepeated: Bool = false, environment: String? = nil
  ) {
    self.name = name
    self.letter = letter
    self.kind = kind
    self.placeholder = placeholder
    self.help = help
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.isRepeated = isRepeated
    self.environment = environment
  }

  /// A flag.
  public static func flag(
    _ name: String, letter: Character? = nil, help: String, environment: String? = nil
  ) -> Option {
    Option(name, letter: letter, .flag, help: help, environment: environment)
  }

  /// `--name VALUE`, or `--name` for a flag.
  var form: String { kind.takesValue ? "--\(name) \(placeholder)" : "--\(name)" }

  /// The words that name it on a command line.
  var spellings: [String] { ["--\(name)"] + (letter.map { ["-\($0)"] } ?? []) }
}
