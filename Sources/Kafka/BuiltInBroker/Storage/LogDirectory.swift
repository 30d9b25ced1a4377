public import KafkaProtocol

/// A log directory that this node may use: its place and its identifier.
public struct LogDirectory: Sendable, Hashable {
  /// The folder, as the configuration writes it.
  public var path: String
  /// What `meta.properties` calls it (KIP-858); made at the format.
  public var id: KafkaUUID

  /// A log directory.
  public init(path: String, id: KafkaUUID) {
    self.path = path
    self.id = id
  }
}

/// The sizes of the disk that a directory is on, in bytes.
public struct DiskSpace: Sendable, Hashable {
  /// All of it.
  public var total: Int64
  /// What is free for this process.
  public var usable: Int64

  /// Sizes of a disk.
  public init(total: Int64, usable: Int64) {
    self.total = total
    self.usable = usable
  }
}
