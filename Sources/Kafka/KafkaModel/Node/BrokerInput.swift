public import KafkaProtocol

/// What happens to a broker: `BrokerNode.receive` takes one at a time.
public enum BrokerInput: Sendable {
  /// A client, or another broker, asks. The version is that of the request; the answer is written in the same one, but that
  /// to an ApiVersions request of a version that is not known (given here with an empty request), which is written as version 0.
  /// Tokens are below 2^63: the higher ones are the node's own.
  case request(RequestToken, RequestContext, ApiKey, version: Int16, any KafkaRequest)
  /// A connection is gone: nobody waits for its answers any more.
  case connectionClosed(ConnectionID)
  /// The broker is registered, for the first time or again: its epoch of now.
  case registered(brokerEpoch: Int64)
  /// The controller has published a newer image.
  case update(ClusterUpdate)
  /// The answer to `.fetch(from:)`; nil where it failed.
  case fetched(from: Int32, FetchResponse?)
  /// The answer to `.alterPartition`; nil where it failed.
  case alteredPartition(AlterPartitionResponse?)
  /// The answer to `.forward`; nil where the controller could not be asked.
  case forwarded(RequestToken, (any KafkaResponse)?)
  /// The answer to `.allocateProducerIDs`; nil where it failed.
  case producerIDs(AllocateProducerIdsResponse?)
  /// What the disks hold: replaces what was said before.
  case diskSpace([DirectorySpace])
  /// Time has passed: due when `nextDeadline` has come.
  case tick
}

/// How much room the volume of a log directory has.
public struct DirectorySpace: Sendable, Hashable {
  /// The directory's path, as in the node's configuration.
  public var path: String
  /// The volume's size, in bytes.
  public var total: Int64
  /// What of it is free, in bytes.
  public var usable: Int64

  /// The room of a directory.
  public init(path: String, total: Int64, usable: Int64) {
    self.path = path
    self.total = total
    self.usable = usable
  }
}
