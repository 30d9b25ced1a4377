/// An error of Kafka's protocol: the number that responses carry, with Kafka's name of it.
///
/// There may be any number in a response: one that has no name here is an error that is not known.
public struct ErrorCode: RawRepresentable, Sendable, Hashable {
  /// The number.
  public let rawValue: Int16

  /// The error with that number, known or not.
  public init(rawValue: Int16) { self.rawValue = rawValue }

  /// Whether it is one at all.
  public var isError: Bool { self != .none }

  /// Whether it has a name here.
  public var isKnown: Bool { details != nil }

  /// Kafka's name, such as `UNKNOWN_TOPIC_OR_PARTITION`; of an unknown one its number.
  public var name: String { details?.name ?? "ERROR_\(rawValue)" }

  /// Whether the same request can succeed later, as Kafka's clients have it. An unknown error does not say so.
  public var isRetryable: Bool { details?.isRetryable ?? false }

  /// What it means, in a few words.
  public var message: String { details?.message ?? "the broker gives an error that is not known, \(rawValue)" }

  /// Every error that has a name, in the order of the numbers.
  public static var allKnown: [ErrorCode] {
    table.indices.map { ErrorCode(rawValue: Int16($0) + ErrorCode.first) }
  }

  private var details: Details? {
    let index = Int(rawValue) - Int(ErrorCode.first)
    return ErrorCode.table.indices.contains(index) ? ErrorCode.table[index] : nil
  }
}

extension ErrorCode: CustomStringConvertible {
  /// Kafka's name.
  public var description: String { name }
}
