import ClusterTopology
import JSON
import KafkaResources
public import KubernetesObjects

/// The Envoys of one access point: the load balancer's Service, what they start with, and their Pods.
///
/// None of it changes when a broker comes, goes or moves but the Service's ports: what Envoys serve comes by xDS.
public struct EnvoyRendering: Sendable {
  /// The name of the access point: `<listener>`, or `<listener>-<ingressConfig>`.
  public let accessPoint: String
  /// What the load balancer is made from.
  public let service: Service
  /// The file that they start with, and those beside it.
  public let configMap: ConfigMap
  /// Their Pods.
  public let deployment: Deployment
  /// How many of them others may evict at a time; nil where the manifest wants no bound.
  public let disruptionBudget: PodDisruptionBudget?

  init(_ source: EnvoySource) throws(RenderingError) {
    accessPoint = source.point.name
    service = EnvoyService(source: source).service
    let config = EnvoyConfigMap(source: source)
    configMap = try config.configMap()
    deployment = try EnvoyDeployment(source: source, configMap: configMap).deployment()
    disruptionBudget = EnvoyDisruptionBudget(source: source).budget
  }

  /// The Envoys of every access point, by name.
  static func all(of context: RenderingContext) throws(RenderingError) -> [EnvoyRendering] {
    var renderings: [EnvoyRendering] = []
    for (listener, assignments) in zip(context.spec.listenersConfig.externalListeners, context.assignments) {
      for assignment in assignments {
        guard let point = context.accessPoints.first(where: { $0.name == assignment.name }) else { continue }
        let source = EnvoySource(context: context, point: point, listener: listener, assignment: assignment)
        renderings.append(try EnvoyRendering(source))
      }
    }
    return renderings.sorted { $0.accessPoint < $1.accessPoint }
  }

  /// What is created, in that order: the load balancer takes longest.
  var objects: [any KubernetesObject] {
    var objects: [any KubernetesObject] = [service, configMap, deployment]
    if let disruptionBudget { objects.append(disruptionBudget) }
    return objects
  }
}

/// What the Envoys of one access point are made from.
struct EnvoySource {
  let context: RenderingContext
  let point: AccessPoint
  let listener: KafkaCluster.ExternalListener
  let assignment: IngressAssignment

  var settings: KafkaCluster.EnvoySettings { assignment.envoySettings }
  var labels: [String: String] { context.labels.envoy(point.name) }

  /// Where the settings stand in the manifest: those of the ingress config, where it has any, before those of all.
  func path(_ key: String, isWrittenIn config: (KafkaCluster.EnvoyConfig) -> Bool) -> JSONPath {
    guard let name = point.ingressConfig, let own = listener.ingressConfigs?[name]?.envoyConfig, config(own) else {
      return .spec("envoyConfig", key)
    }
    let index = context.spec.listenersConfig.externalListeners.firstIndex(of: listener) ?? 0
    return JSONPath([.key("spec"), .key("listenersConfig"), .key("externalListeners"), .index(index)])
      .appending("config").appending("ingressConfig").appending(name).appending("envoyConfig").appending(key)
  }
}
