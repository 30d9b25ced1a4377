/// What a command line says, checked against the options: every value in it is one that its option takes.
public struct ParsedArguments: Sendable, Hashable {
  /// The values by the option's name, in the order in which they were given; of a flag an empty one.
  var given: [String: [String]] = [:]
  /// The arguments, in order.
  public internal(set) var arguments: [String] = []

  /// The value of an option: the last one given, or its default; nil where it has neither.
  public func value(_ option: Option) -> String? { given[option.name]?.last ?? option.defaultValue }

  /// All values of a repeated option in order, or its default; empty where it has neither.
  public func values(_ option: Option) -> [String] {
    given[option.name] ?? option.defaultValue.map { [$0] } ?? []
  }

  /// The value of an option that is required or has a default.
  public func required(_ option: Option) -> String { value(option) ?? "" }

  /// Whether a flag, or another option, is given.
  public func isSet(_ option: Option) -> Bool { given[option.name] != nil }

  /// The value of an option that takes whole numbers.
  public func integer(_ option: Option) -> Int? { value(option).flatMap { Int($0) } }

  /// The value of an option that takes durations.
  public func duration(_ option: Option) -> Duration? { value(option).flatMap { DurationText.duration($0) } }
}
