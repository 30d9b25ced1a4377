import Glibc

@testable import BrokerAgent

/// A folder in which brokers announce themselves, and the kubelet's folder of their pods.
struct DiscoveryFixtures {
  static func uid(_ id: Int) -> String {
    let digits = String(100_000_000_000 + id)
    return "0d4a7b8e-5f1c-4c3e-9a51-\(digits)"
  }

  let scratch = ScratchFolder()
  var folder: String { "\(scratch.path)/discovery" }
  var pods: String { "\(scratch.path)/pods" }

  init() {
    scratch.folder("discovery")
    scratch.folder("pods")
  }

  /// The variables of a broker; empty values leave one out.
  static func text(_ id: Int, _ changes: [String: String] = [:]) -> String {
    var values = [
      "BROKER_ID": "\(id)", "KAFKA_CLUSTER": "kafka", "POD_NAMESPACE": "kafka", "KAFKA_CONFIG": "/config/broker-config",
      "POD_IP": "127.0.0.1", "POD_NAME": "kafka-\(id)", "POD_UID": uid(id), "LOG_VOLUMES": "/kafka-logs",
      "VOLUMES": "/kafka-logs=kubernetes.io~csi/pvc-\(id)/mount,/config=kubernetes.io~configmap/broker-config",
    ]
    values.merge(changes) { $1 }
    return "# A broker.\n" + values.sorted { $0.key < $1.key }.map { "\($0)=\($1)\n" }.joined()
  }

  /// A broker's file, as `write` of an announcement puts it there: whole.
  func announce(_ id: Int, as name: String? = nil, _ changes: [String: String] = [:]) {
    put(name ?? "kafka.kafka.\(id)", Self.text(id, changes))
  }

  func put(_ name: String, _ text: String) {
    scratch.file("discovery/.\(name)", text)
    rename("\(folder)/.\(name)", "\(folder)/\(name)")
  }

  func withdraw(_ id: Int) { scratch.remove("discovery/kafka.kafka.\(id)") }

  /// The folders of a broker's pod as the kubelet makes them, with Kafka's configuration in one.
  func pod(_ id: Int, settings: String? = nil) {
    let folders = [
      "", "/volumes", "/volumes/kubernetes.io~csi", "/volumes/kubernetes.io~csi/pvc-\(id)",
      "/volumes/kubernetes.io~csi/pvc-\(id)/mount", "/volumes/kubernetes.io~csi/pvc-\(id)/mount/kafka",
      "/volumes/kubernetes.io~configmap", "/volumes/kubernetes.io~configmap/broker-config",
    ]
    for folder in folders { scratch.folder("pods/\(Self.uid(id))\(folder)") }
    if let settings { configure(id, settings) }
  }

  func configure(_ id: Int, _ settings: String) {
    scratch.file("pods/\(Self.uid(id))/volumes/kubernetes.io~configmap/broker-config/broker-config", settings)
  }

  func volume(_ id: Int) -> String { "\(pods)/\(Self.uid(id))/volumes/kubernetes.io~csi/pvc-\(id)/mount" }

  func deletePod(_ id: Int) { scratch.remove("pods/\(Self.uid(id))") }

  func reader() -> DiscoveryReader { DiscoveryReader(folder: folder, podsFolder: pods) }
}

extension DiscoveryLook {
  var foundIDs: [Int32] { found.map(\.watched.broker.id) }
}
