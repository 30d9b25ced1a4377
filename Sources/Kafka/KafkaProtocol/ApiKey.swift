/// The number of an API: what the first two bytes of a request say.
///
/// There may be any number in them: `name` tells whether the tables have it.
public struct ApiKey: RawRepresentable, Sendable, Hashable {
  /// The number.
  public let rawValue: Int16

  /// The key with that number, known or not.
  public init(rawValue: Int16) { self.rawValue = rawValue }
}

extension ApiKey: CustomStringConvertible {
  /// Kafka's name of the API, also where the tables do not have it; or its number.
  public var description: String { name ?? nameBesideTables ?? "API \(rawValue)" }
}

extension ApiKey: Comparable {
  /// The order of the numbers.
  public static func < (left: ApiKey, right: ApiKey) -> Bool { left.rawValue < right.rawValue }
}
