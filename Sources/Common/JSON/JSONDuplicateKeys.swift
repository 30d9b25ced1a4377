/// What a reader does where an object names a key twice (RFC 8259 §4 leaves it open).
public enum JSONDuplicateKeys: Sendable, Hashable {
  /// The last value stays, at the first one's place; `JSONReader.duplicateKeys` tells of it.
  case lastCounts
  /// It is an error.
  case refused
}
