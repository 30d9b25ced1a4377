import JavaProperties
public import KafkaProtocol

/// The log directories of a running node. The records are in memory; what is on the disks says whose they are and which
/// partitions are where, so that views of the disks are true.
///
/// It must never start on a directory of another node or another cluster.
public struct BrokerStorage: Sendable {
  /// The directories that can be used, in the order of the configuration.
  public let directories: [LogDirectory]
  /// The paths of those that cannot.
  public let failedPaths: [String]
  /// Why they cannot, in the same order.
  public let failures: [BuiltInBrokerError]
  /// The cluster's identifier; nil where neither the configuration nor a directory says it.
  public let clusterID: String?
  /// Whether the last run ended by a controlled shutdown.
  public let wasStoppedClean: Bool
  private var folders: Set<String> = []

  /// A partition's place.
  public struct Partition: Sendable, Hashable {
    /// The name of the topic.
    public var topic: String
    /// The identifier of the topic.
    public var topicID: KafkaUUID
    /// The partition's number.
    public var index: Int32
    /// The folder of the log directory.
    public var directory: String

    /// A partition's place.
    public init(topic: String, topicID: KafkaUUID, index: Int32, directory: String) {
      self.topic = topic
      self.topicID = topicID
      self.index = index
      self.directory = directory
    }
  }

  /// Looks at the directories.
  ///
  /// - Throws: Where one belongs to somebody else, or none can be used.
  public init(_ configuration: BrokerConfiguration) throws(BuiltInBrokerError) {
    var directories: [LogDirectory] = []
    var failedPaths: [String] = []
    var failures: [BuiltInBrokerError] = []
    var clusterID = configuration.clusterID
    for path in configuration.logDirectories {
      let properties: MetaProperties
      do throws(BuiltInBrokerError) { properties = try Self.properties(of: path, configuration) } catch {
        failedPaths.append(path)
        failures.append(error)
        continue
      }
      if let found = properties.nodeID, found != configuration.nodeID {
        throw BuiltInBrokerError(
          .logDirectory, path,
          "it belongs to node \(found), not to node \(configuration.nodeID): attach the disk of node \(configuration.nodeID)"
        )
      }
      if let found = properties.clusterID {
        if let known = clusterID, known != found {
          throw BuiltInBrokerError(
            .logDirectory, path, "it belongs to the cluster \(found), not to \(known): attach the disk of this cluster")
        }
        clusterID = found
      }
      directories.append(LogDirectory(path: path, id: properties.directoryID ?? StorageFormat.newID()))
    }
    guard !directories.isEmpty else {
      throw failures.first ?? BuiltInBrokerError(.configuration, "log.dirs", "there are none: name a folder")
    }
    self.directories = directories
    self.failedPaths = failedPaths
    self.failures = failures
    self.clusterID = clusterID
    wasStoppedClean = DiskFiles.exists("\(directories[0].path)/.kafka_cleanshutdown")
    // Nothing was kept of what the partitions held: their folders of the last run say what is not so any more.
    for directory in directories {
      DiskFiles.remove("\(directory.path)/.kafka_cleanshutdown")
      for name in DiskFiles.names(in: directory.path) where Self.isOfPartition("\(directory.path)/\(name)") {
        DiskFiles.remove("\(directory.path)/\(name)")
      }
    }
  }

  private static func properties(
    of path: String, _ configuration: BrokerConfiguration
  ) throws(BuiltInBrokerError) -> MetaProperties {
    let file = "\(path)/meta.properties"
    if let text = DiskFiles.text(file) {
      let properties: MetaProperties
      do throws(JavaPropertiesError) { properties = try MetaProperties(text: text) } catch {
        throw BuiltInBrokerError(.logDirectory, file, "it is no file of properties (\(error)): restore the file")
      }
      guard properties.version == 0 || properties.version == 1 else {
        throw BuiltInBrokerError(.logDirectory, file, "its version is none that is known (0 or 1): restore the file")
      }
      return properties
    }
    guard configuration.usesZooKeeper, !DiskFiles.exists(file) else {
      throw BuiltInBrokerError(
        .logDirectory, path, "there is no meta.properties that can be read: format it by sandbox-broker format")
    }
    // Without KRaft a broker makes its directories ready itself.
    try DiskFiles.makeFolder(path)
    let properties = MetaProperties(
      version: 0, clusterID: configuration.clusterID, nodeID: configuration.nodeID, directoryID: StorageFormat.newID())
    try DiskFiles.write(properties.text, to: file)
    return properties
  }

  private static func isOfPartition(_ folder: String) -> Bool { DiskFiles.exists("\(folder)/partition.metadata") }

  /// Makes the folders be those of these partitions: new ones are made, those of partitions that are gone removed.
  ///
  /// - Returns: What could not be made.
  public mutating func keep(_ partitions: [Partition]) -> [BuiltInBrokerError] {
    var failures: [BuiltInBrokerError] = []
    var wanted: Set<String> = []
    for partition in partitions {
      let folder = "\(partition.directory)/\(partition.topic)-\(partition.index)"
      wanted.insert(folder)
      guard !folders.contains(folder) else { continue }
      do throws(BuiltInBrokerError) {
        try DiskFiles.makeFolder(folder)
        try DiskFiles.write("version: 0\ntopic_id: \(partition.topicID)", to: "\(folder)/partition.metadata")
        folders.insert(folder)
      } catch { failures.append(error) }
    }
    for folder in folders.subtracting(wanted) {
      DiskFiles.remove(folder)
      folders.remove(folder)
    }
    return failures
  }

  /// The sizes of each directory's disk, by its path.
  public func space() -> [String: DiskSpace] {
    var sizes: [String: DiskSpace] = [:]
    for directory in directories { sizes[directory.path] = DiskFiles.space(of: directory.path) }
    return sizes
  }

  /// Says that the broker ended as it should.
  public func markCleanShutdown() {
    for directory in directories {
      try? DiskFiles.write("{\"version\":0,\"brokerEpoch\":-1}", to: "\(directory.path)/.kafka_cleanshutdown")
    }
  }
}
