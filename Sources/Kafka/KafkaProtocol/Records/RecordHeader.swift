/// A header of a record (KIP-82).
public struct RecordHeader: Sendable, Hashable {
  /// The key.
  public var key: String
  /// The value; may be null.
  public var value: [UInt8]?

  /// A header.
  public init(key: String, value: [UInt8]?) {
    self.key = key
    self.value = value
  }
}
