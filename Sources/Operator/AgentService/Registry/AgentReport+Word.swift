public import ClusterTopology

extension AgentReport {
  /// What this means for the topology.
  public var word: AgentWord {
    AgentWord(
      id: key.id, address: address, podUID: report.identity?.podUid ?? "",
      health: health == .unknown && silence == .none ? nil : health)
  }
}
