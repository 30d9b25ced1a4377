/// A record of an uncompressed batch; key and value are slices of the batch, not copies.
public struct Record: Sendable, Hashable {
  /// Its offset in the partition.
  public var offset: Int64
  /// When it was made, or appended, in milliseconds since 1970; the batch says which.
  public var timestamp: Int64
  /// The key; may be null.
  public var key: ArraySlice<UInt8>?
  /// The value; null in a tombstone.
  public var value: ArraySlice<UInt8>?
  /// The headers, in their order.
  public var headers: [RecordHeader]
}
