/// SHA-1 (FIPS 180-4): of bytes at once, or fed piece by piece. For old protocols only: collisions can be made.
public struct SHA1: ~Copyable {
  private var digest = Digest(.sha1)

  /// A digest of nothing yet.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) { digest.update(bytes) }

  /// Adds bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) { digest.update(bytes) }

  /// The digest of all that was added, 20 bytes.
  public consuming func finalize() -> [UInt8] { digest.finalize() }

  /// The digest of these bytes, 20 bytes.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] { Digest.hash(bytes, .sha1) }
}
