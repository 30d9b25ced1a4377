public import KafkaProtocol

/// What the coordinator of groups wants done.
public enum GroupOutput: Sendable {
  /// The answer to a request.
  case respond(RequestToken, any KafkaResponse)
  /// A record batch that belongs into a partition of `__consumer_offsets`, with acks=all; `appended` must follow.
  case append(partition: Int32, records: [UInt8], GroupAppendID)
}

/// The number of an append that waits for its acknowledgement; never given twice in the life of a coordinator.
public struct GroupAppendID: Sendable, Hashable, RawRepresentable {
  /// The number.
  public let rawValue: UInt64

  /// The append of this number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
}
