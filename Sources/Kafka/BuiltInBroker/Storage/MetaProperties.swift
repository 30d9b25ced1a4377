import KafkaProtocol

/// The file `meta.properties` of a log directory: whose it is.
///
/// Version 1 is KRaft's (`cluster.id`, `node.id`, `directory.id`), version 0 that of clusters with ZooKeeper (`broker.id`).
struct MetaProperties: Sendable, Hashable {
  var version = 1
  var clusterID: String?
  var nodeID: Int32?
  var directoryID: KafkaUUID?

  /// Reads what a file says; keys that are not known count for nothing.
  init(text: String) {
    for line in text.split(separator: "\n") {
      guard !line.hasPrefix("#"), let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = BrokerProperties.trimmed(line[line.utf8.index(after: equals)...])
      switch BrokerProperties.trimmed(line[..<equals]) {
      case "version": version = Int(value) ?? -1
      case "cluster.id": clusterID = value
      case "node.id", "broker.id": nodeID = Int32(value)
      case "directory.id": directoryID = KafkaUUID(value)
      default: break
      }
    }
  }

  init(version: Int, clusterID: String?, nodeID: Int32, directoryID: KafkaUUID?) {
    self.version = version
    self.clusterID = clusterID
    self.nodeID = nodeID
    self.directoryID = directoryID
  }

  /// The file's text.
  var text: String {
    var lines: [String] = ["#"]
    if let clusterID { lines.append("cluster.id=\(clusterID)") }
    if let directoryID { lines.append("directory.id=\(directoryID)") }
    if let nodeID { lines.append(version == 0 ? "broker.id=\(nodeID)" : "node.id=\(nodeID)") }
    lines.append("version=\(version)")
    return lines.joined(separator: "\n") + "\n"
  }
}
