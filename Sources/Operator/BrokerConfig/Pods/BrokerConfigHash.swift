public import JavaProperties
import KafkaModel
import Cryptography

/// A digest of the configuration that a node starts with, without what changes while it runs: the node has to restart
/// where it differs, and only there.
///
/// Of the properties those count whose keys Kafka reads at the start alone (`ConfigKeyTable`), those that it does not know
/// (a plugin may read them), and the listeners, which a Pod's ports and probes follow. The start script does not count,
/// nor what is recorded of volumes.
public enum BrokerConfigHash {
  /// The keys of listeners: Kafka could change them, a Pod cannot.
  private static let listenerKeys: Set<String> = ["listeners", "listener.security.protocol.map"]

  /// The digest, 64 hexadecimal digits.
  public static func hash(of properties: JavaProperties, log4j: String?) -> String {
    var digest = Digest()
    for (key, value) in properties.sorted() where isReadAtStart(key) {
      // A length before each text: two different lists never make the same bytes.
      digest.update("\(key.utf8.count):\(key)\(value.utf8.count):\(value)")
    }
    if let log4j { digest.update("log4j:\(log4j)") }
    return Hexadecimal.encode(digest.finalize())
  }

  private static func isReadAtStart(_ key: String) -> Bool {
    if listenerKeys.contains(key) { return true }
    guard let known = ConfigKeyTable.broker[key] else { return true }
    return known.update == .restart
  }
}
