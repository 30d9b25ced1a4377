/// An argument of a command: a word that stands for itself, known by its place.
public struct Argument: Sendable, Hashable, ExpressibleByStringLiteral {
  /// What stands for it in help, such as `NAME`.
  public let name: String
  /// What it takes; never a flag.
  public let kind: OptionKind
  /// What it is for; left out of the help where it is empty.
  public let help: String
  /// Whether it must be given. None that must follows one that need not.
  public let isRequired: Bool
  /// Whether it takes all words that are left; only the last argument may.
  public let isRepeated: Bool

  /// An argument.
  public init(
    _ name: String, _ kind: OptionKind = .text, help: String = "", isRequired: Bool = true, isRepeated: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.help = help
    self.isRequired = isRequired
    self.isRepeated = isRepeated
  }

  /// An argument that may be any text and must be given.
  public init(stringLiteral name: String) { self.init(name) }

  /// How it is shown in a usage line.
  var form: String {
    let form = isRepeated ? "\(name)..." : name
    return isRequired ? form : "[\(form)]"
  }
}
