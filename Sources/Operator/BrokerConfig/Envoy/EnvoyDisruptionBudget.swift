import KafkaResources
import KubernetesObjects

/// How many Envoys of an access point others may evict at a time. Koperator reads it in `spec.envoyConfig` alone, for
/// every access point.
struct EnvoyDisruptionBudget {
  let source: EnvoySource

  /// The budget; nil where the manifest wants none.
  var budget: PodDisruptionBudget? {
    let context = source.context
    guard let wanted = context.spec.envoyConfig.disruptionBudget, wanted.create else { return nil }
    var spec = PodDisruptionBudgetSpec(selector: LabelSelector(matchLabels: source.labels))
    if wanted.budget.isEmpty {
      spec.maxUnavailable = 1
    } else if wanted.strategy == .maxUnavailable {
      spec.maxUnavailable = Self.amount(wanted.budget)
    } else {
      spec.minAvailable = Self.amount(wanted.budget)
    }
    return PodDisruptionBudget(
      metadata: context.metadata(
        context.names.envoyDisruptionBudget(source.point.name), labels: source.labels,
        annotations: source.assignment.envoyConfig.annotations),
      spec: spec)
  }

  /// A number, or a percentage of the Deployment's replicas.
  private static func amount(_ text: String) -> IntOrString { Int32(text).map { .int($0) } ?? .string(text) }
}
