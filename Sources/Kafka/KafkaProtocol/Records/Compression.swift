/// How the records of a batch are compressed: the lowest three bits of its attributes.
public enum Compression: UInt8, Sendable, Hashable, CaseIterable {
  /// Not at all.
  case none = 0
  /// gzip.
  case gzip = 1
  /// Snappy, in the framing of snappy-java.
  case snappy = 2
  /// LZ4 frames.
  case lz4 = 3
  /// Zstandard (KIP-110).
  case zstd = 4

  /// The name, as Kafka's `compression.type` has it.
  public var name: String {
    switch self {
    case .none: "none"
    case .gzip: "gzip"
    case .snappy: "snappy"
    case .lz4: "lz4"
    case .zstd: "zstd"
    }
  }
}
