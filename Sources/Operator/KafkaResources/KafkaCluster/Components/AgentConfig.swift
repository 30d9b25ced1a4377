public import JSON

extension KafkaCluster {
  /// How the agent beside each broker runs: our field.
  public struct AgentConfig: Sendable, Hashable {
    /// Whether there is one (default true).
    public let enabled: Bool
    /// Its image; nil means ours.
    public let image: String?
    /// What it asks for and may use; nil means our default.
    public let resourceRequirements: JSONObject?

    init(_ object: ManifestObject) {
      enabled = object.bool("enabled") ?? true
      image = object.nonEmptyString("image")
      resourceRequirements = object.part("resourceRequirements")
    }
  }
}
