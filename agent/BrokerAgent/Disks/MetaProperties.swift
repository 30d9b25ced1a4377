import JavaProperties

/// Kafka's `meta.properties` of a log directory, in Java's properties format.
enum MetaProperties {
  /// The name of the file.
  static let fileName = "meta.properties"
  /// A longer file is none of Kafka's.
  static let sizeLimit = 4096
  private static let limits = JavaPropertiesLimits(size: sizeLimit, count: 64)
  private static let valueLimit = 64

  /// Reads it. It is damaged where Kafka would refuse it: an unknown version, a number that is none, an identity that is
  /// missing (version 0 needs broker.id, version 1 node.id and cluster.id); and where Kafka cannot have written it: bytes
  /// that are no text, a key without a value, as a file that ends too early has one.
  static func parse(_ bytes: [UInt8]) -> IdentityState {
    var identity = IdentityState()
    identity.status = .damaged
    guard bytes.allSatisfy(isText),
      let found = try? JavaProperties(text: String(decoding: bytes, as: UTF8.self), limits: limits)
    else { return identity }
    for (key, value) in found {
      guard !value.isEmpty, value.utf8.count <= valueLimit || !key.hasSuffix(".id") else { return identity }
    }
    identity.clusterID = found["cluster.id"] ?? ""
    identity.directoryID = found["directory.id"] ?? ""
    var numbers: [String: Int32] = [:]
    for key in ["version", "node.id", "broker.id"] {
      guard let value = found[key] else { continue }
      guard let number = Int32(value), number >= 0 else { return identity }
      numbers[key] = number
    }
    switch numbers["version"] {
    case 0: identity.nodeID = numbers["broker.id"] ?? numbers["node.id"]
    case 1 where !identity.clusterID.isEmpty: identity.nodeID = numbers["node.id"]
    default: return identity
    }
    guard identity.nodeID != nil else { return identity }
    identity.status = .present
    return identity
  }

  private static func isText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20...0x7e, UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
