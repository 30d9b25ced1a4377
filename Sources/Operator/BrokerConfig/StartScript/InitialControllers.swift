import Cryptography
import KafkaResources

/// The controllers that a dynamic quorum begins with (KIP-853), as `kafka-storage.sh format --initial-controllers` takes
/// them. Every one of them is formatted with the same list, once: a controller that joins later, or whose disk was
/// replaced, must not take part in the vote as one that has the quorum's log.
struct InitialControllers {
  private let text: String
  private let ids: Set<Int32>
  private let facts: RenderingFacts

  /// Nil where the quorum is not dynamic, or where the id of the cluster, which the ids of the folders are made from, is
  /// not known: nothing is formatted then.
  init?(of context: RenderingContext) {
    guard context.spec.kRaft, context.spec.controllerQuorum == .dynamic, let clusterID = context.clusterID,
      let port = context.spec.listenersConfig.controllerListener?.containerPort
    else { return nil }
    facts = context.facts
    let initial = context.controllers.filter { context.facts.initialControllers?.contains($0.id) ?? true }
    ids = Set(initial.map(\.id))
    let addresses = NodeAddresses(of: context.cluster)
    var entries: [String] = []
    for broker in initial {
      let directory = Self.directoryID(of: broker.id, in: clusterID)
      entries.append("\(broker.id)@\(addresses.hostName(of: broker)):\(port):\(directory)")
    }
    text = entries.joined(separator: ",")
  }

  /// The list for one node; nil for one that does not begin the quorum, or began it on a volume that it has used.
  func text(for broker: KafkaCluster.Broker, _ storage: BrokerStorage) -> String? {
    let isFresh = (facts.usedVolumes[broker.id] ?? []).isEmpty && broker.lostVolumes.isEmpty
    return ids.contains(broker.id) && isFresh ? text : nil
  }

  /// The id of the folder of a controller's metadata: the same whenever it is asked for, so that all nodes are told the
  /// same. As Kafka writes ids: 16 bytes in base64url, not with `-` first.
  static func directoryID(of id: Int32, in clusterID: String) -> String {
    var attempt = 0
    while true {
      let bytes = Digest.hash(Array("\(clusterID)/\(id)/\(attempt)".utf8)).prefix(16)
      let text = base64URL(bytes)
      if !text.hasPrefix("-") { return text }
      attempt += 1
    }
  }

  private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    var pending = 0
    var bits = 0
    for byte in bytes {
      pending = pending << 8 | Int(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(digits[pending >> bits & 63])
      }
      pending &= 1 << bits - 1
    }
    if bits > 0 { text.append(digits[pending << (6 - bits) & 63]) }
    return text
  }
}
