/// Which partition of an internal topic belongs to a key: the one that Kafka's brokers compute.
public enum CoordinatorPartition {
  /// Java's `String.hashCode`: over the UTF-16 code units, in 32 bits that wrap around.
  public static func hashCode(of text: String) -> Int32 {
    var hash: Int32 = 0
    for unit in text.utf16 { hash = hash &* 31 &+ Int32(unit) }
    return hash
  }

  /// The partition of a key among `count` partitions; nil where there are none.
  public static func partition(of key: String, count: Int32) -> Int32? {
    guard count > 0 else { return nil }
    let hash = hashCode(of: key)
    // Kafka takes zero for the one number that has no absolute value.
    return hash == .min ? 0 : abs(hash) % count
  }
}
