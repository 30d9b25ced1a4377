import JavaProperties
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
  ///
  /// - Throws: `JavaPropertiesError` with the line that Java refuses.
  init(text: String) throws(JavaPropertiesError) {
    for (key, value) in try JavaProperties(text: text) {
      switch key {
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
    var properties = JavaProperties()
    properties["cluster.id"] = clusterID
    properties["directory.id"] = directoryID.map(\.description)
    properties[version == 0 ? "broker.id" : "node.id"] = nodeID.map { String($0) }
    properties["version"] = String(version)
    return "#\n" + properties.text()
  }
}
