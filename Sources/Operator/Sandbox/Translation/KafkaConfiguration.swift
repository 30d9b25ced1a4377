import JavaProperties
import BrokerConfig

/// What is different in the configuration of Kafka and ZooKeeper here: the address that listeners are bound to, and
/// Cruise Control's reporter, which is not on the class path.
enum KafkaConfiguration {
  /// A text, if it is such a configuration; nil where it is something else.
  ///
  /// - Parameter paths: what is done to each value first.
  static func translated(_ text: String, address: String, paths: ContainerPaths) -> String? {
    guard !text.hasPrefix("#!"), let document = try? JavaPropertiesDocument(text) else { return nil }
    var properties = document.properties
    let isBroker = ["node.id", "broker.id", "process.roles"].contains { properties[$0] != nil }
    let isZooKeeper = properties["dataDir"] != nil && properties["clientPort"] != nil
    guard isBroker || isZooKeeper, document.entries.allSatisfy({ isName($0.key) }) else { return nil }
    for (key, value) in document.properties {
      if key.hasPrefix("cruise.control.metrics.") {
        properties[key] = nil
      } else {
        properties[key] = paths.rewritten(value)
      }
    }
    if isBroker { bind(&properties, to: address) }
    if isZooKeeper { bindZooKeeper(&properties, to: address) }
    return properties.text()
  }

  /// Whether a key is one that a setting may have: a script reads as properties too, with keys that are none.
  private static func isName(_ key: String) -> Bool {
    key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  private static func bind(_ properties: inout JavaProperties, to address: String) {
    // Without a list of its own Kafka listens on 9092 of all addresses.
    let listeners = properties["listeners"] ?? "PLAINTEXT://:9092"
    properties["listeners"] = listeners.split(separator: ",").map { bound($0, to: address) }.joined(separator: ",")
    if let reporters = properties["metric.reporters"] {
      let others = reporters.split(separator: ",").filter { !$0.contains("cruisecontrol") }
      properties["metric.reporters"] = others.isEmpty ? nil : others.joined(separator: ",")
    }
  }

  /// `EXTERNAL://:9094` → `EXTERNAL://127.42.1.3:9094`; one with a host of its own stays.
  private static func bound(_ listener: Substring, to address: String) -> String {
    let text = String(listener)
    guard let slashes = listener.firstRange(of: "://"), let colon = listener.lastIndex(of: ":"),
      colon >= slashes.upperBound
    else { return text }
    guard LoopbackAddresses.means(String(listener[slashes.upperBound..<colon])) else { return text }
    return listener[..<slashes.upperBound] + address + listener[colon...]
  }

  private static func bindZooKeeper(_ properties: inout JavaProperties, to address: String) {
    if LoopbackAddresses.means(properties["clientPortAddress"] ?? "") { properties["clientPortAddress"] = address }
    if properties["secureClientPort"] != nil, LoopbackAddresses.means(properties["secureClientPortAddress"] ?? "") {
      properties["secureClientPortAddress"] = address
    }
    if properties["admin.enableServer"] != "false", LoopbackAddresses.means(properties["admin.serverAddress"] ?? "") {
      properties["admin.serverAddress"] = address
    }
  }
}
