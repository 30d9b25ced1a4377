/// Counts of a core, for metrics and benchmarks.
public struct SubscriptionStatistics: Sendable, Hashable {
  /// Streams that are open.
  public let streams: Int
  /// Responses that were encoded since the core was made: one for each state that streams were in, not for each stream.
  public let encodings: UInt64
  /// Responses that were handed out as they had been encoded for another stream.
  public let sharedResponses: UInt64
  /// Responses that are kept encoded.
  public let cachedResponses: Int
  /// Responses that clients rejected.
  public let rejections: UInt64

  /// The counts of two cores together.
  public func merged(with other: SubscriptionStatistics) -> SubscriptionStatistics {
    SubscriptionStatistics(
      streams: streams + other.streams, encodings: encodings + other.encodings,
      sharedResponses: sharedResponses + other.sharedResponses,
      cachedResponses: cachedResponses + other.cachedResponses, rejections: rejections + other.rejections)
  }
}

extension SubscriptionCore {
  /// The counts so far.
  public var statistics: SubscriptionStatistics {
    SubscriptionStatistics(
      streams: places.count, encodings: context.cache.encodings, sharedResponses: context.cache.hits,
      cachedResponses: context.cache.count, rejections: rejections)
  }
}
