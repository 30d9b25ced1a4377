import Cryptography
public import KafkaProtocol

/// Makes log directories ready for a node, as `kafka-storage.sh format` does.
///
/// It must never touch a directory that has a `meta.properties` already.
public struct StorageFormat: Sendable {
  /// The cluster's identifier.
  public var clusterID: String
  /// Whether directories that are formatted are left as they are; else they are an error.
  public var ignoresFormatted = false
  /// The identifier of the metadata folder, as `--initial-controllers` names it.
  public var metadataDirectoryID: KafkaUUID?

  /// A format for a cluster.
  public init(clusterID: String) { self.clusterID = clusterID }

  /// Formats the directories of a node; what was done, a line for each.
  public func run(_ configuration: BrokerConfiguration) throws(BuiltInBrokerError) -> [String] {
    guard KafkaUUID(clusterID) != nil else {
      throw BuiltInBrokerError(
        .configuration, "--cluster-id",
        "\"\(clusterID)\" is no identifier: give 22 characters, as random-uuid makes them")
    }
    let metadata = configuration.metadataDirectory ?? configuration.logDirectories[0]
    var directories = configuration.logDirectories
    if !directories.contains(metadata) { directories.append(metadata) }
    var lines: [String] = []
    for directory in directories {
      let file = "\(directory)/meta.properties"
      if DiskFiles.exists(file) {
        guard ignoresFormatted else {
          throw BuiltInBrokerError(
            .logDirectory, directory, "it is formatted already: give --ignore-formatted, or empty it")
        }
        continue
      }
      try DiskFiles.makeFolder(directory)
      let id = directory == metadata ? metadataDirectoryID ?? Self.newID() : Self.newID()
      let properties = MetaProperties(
        version: 1, clusterID: clusterID, nodeID: configuration.nodeID, directoryID: id)
      try DiskFiles.write(properties.text, to: file)
      if directory == metadata { try DiskFiles.makeFolder("\(directory)/__cluster_metadata-0") }
      lines.append("Formatting \(directory) for node \(configuration.nodeID) of the cluster \(clusterID)")
    }
    return lines
  }

  /// A new identifier, not one of those that Kafka keeps for itself, and not one that begins with a dash.
  public static func newID() -> KafkaUUID {
    while true {
      let id = identifier(of: RandomBytes.generate(count: 16))
      if id.high != 0, !id.description.hasPrefix("-") { return id }
    }
  }

  /// The identifier that the first 16 bytes make.
  public static func identifier(of bytes: [UInt8]) -> KafkaUUID {
    var halves: [UInt64] = [0, 0]
    for (index, byte) in bytes.prefix(16).enumerated() { halves[index / 8] = halves[index / 8] << 8 | UInt64(byte) }
    return KafkaUUID(high: halves[0], low: halves[1])
  }
}
