import Cryptography
import Foundation

/// The ids of Kafka clusters.
enum ClusterIdentity {
  /// A new id, as `kafka-storage.sh random-uuid` makes one: 16 random bytes (a UUID of version 4) in base64url without
  /// padding, not with `-` first, which Kafka's own tools would take for an option.
  static func make() -> String {
    while true {
      var bytes = RandomBytes.generate(count: 16)
      bytes[6] = bytes[6] & 0x0f | 0x40
      bytes[8] = bytes[8] & 0x3f | 0x80
      let text = base64URL(bytes)
      if !text.hasPrefix("-") { return text }
    }
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
