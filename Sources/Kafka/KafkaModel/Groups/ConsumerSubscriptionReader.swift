import KafkaProtocol

/// Reads from a consumer's metadata which topics it subscribes to.
enum ConsumerSubscriptionReader {
  /// The topics; nil where the bytes are no subscription.
  static func topics(in metadata: [UInt8]) -> [String]? {
    do throws(CodecError) {
      var reader = MessageReader(metadata)
      let version = try reader.int16()
      guard version >= 0 else { return nil }
      // A newer version only adds fields at the end.
      let known = min(version, ConsumerProtocolSubscription.validVersions.upperBound)
      return try ConsumerProtocolSubscription(from: &reader, version: known).topics
    } catch {
      return nil
    }
  }
}
