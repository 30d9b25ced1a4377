public import KafkaProtocol

/// What a broker wants done.
public enum BrokerOutput: Sendable {
  /// The answer to a request.
  case respond(RequestToken, any KafkaResponse)
  /// The request has no answer (Produce with acks=0), and none must be sent.
  case noResponse(RequestToken)
  /// The request cannot be answered: its connection must be closed, so that the client asks again.
  case disconnect(RequestToken)
  /// A request for the controller; its answer comes back as `.forwarded` with the same token. A token of 2^63 or more is the
  /// node's own.
  case forward(RequestToken, RequestContext, ApiKey, version: Int16, any KafkaRequest)
  /// A fetch of replicas from their leader, in the newest version; one in flight per leader. Its answer comes back as `.fetched`.
  case fetch(from: Int32, FetchRequest)
  /// A change of in-sync replicas for the controller; one in flight. Its answer comes back as `.alteredPartition`.
  case alterPartition(AlterPartitionRequest)
  /// More producer identifiers are needed; one in flight. Its answer comes back as `.producerIDs`.
  case allocateProducerIDs(AllocateProducerIdsRequest)
  /// `BrokerNode.hostedPartitions` is not what it was: partitions came, went or moved between directories.
  case partitionsChanged
}
