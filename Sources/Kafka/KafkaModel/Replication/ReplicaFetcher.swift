/// What a broker copies from one leader: one fetch at a time, over all partitions that it follows there.
struct ReplicaFetcher {
  /// The replicas that follow the leader.
  var replicas: [PartitionReplica] = []
  var isInFlight = false
  /// When the next fetch may go; nil at once.
  var retry: Duration?
}

/// The change of in-sync replicas that the controller is asked for.
struct AlterPartitionState {
  /// The replicas whose changes are in flight.
  var inFlight: [PartitionReplica] = []
  /// Those whose changes got no answer: the controller may have made them, so they are asked for again as they were.
  var unanswered: [PartitionReplica] = []
  /// Those that may need a change.
  var candidates: [PartitionReplica] = []
  /// When the next request may go; nil at once.
  var retry: Duration?
}
