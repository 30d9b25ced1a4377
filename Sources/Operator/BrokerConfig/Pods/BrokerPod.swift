import JSON
import KafkaResources
public import KubernetesObjects

/// The Pod of a node.
///
/// It has one name for each node, and is found by its labels alone (`BrokerIdentity`): Koperator's Pods have other names.
/// Kubernetes restarts its containers, with a growing pause; it is replaced for a new Pod, never changed.
public struct BrokerPod: Sendable, Hashable {
  /// The annotation with the digest of the configuration that the node starts with (`BrokerConfigHash`).
  public static let configHashAnnotation = "koperator.kafka.banzaicloud.io/config-hash"
  /// The label with a node's roles, with KRaft (the fork's).
  public static let rolesLabel = "processRoles"

  /// The Pod.
  public let pod: Pod

  /// The Pod of a node.
  ///
  /// - Parameter configHash: The digest of what its ConfigMap holds (`BrokerConfigMap.hash`).
  /// - Throws: What of the manifest Kubernetes would not take.
  init(
    of broker: KafkaCluster.Broker, _ context: RenderingContext, storage: BrokerStorage, configHash: String
  ) throws(RenderingError) {
    let settings = context.spec.settings(of: broker)
    let written = settings.written
    let security = try ContainerSecurity(of: settings, context, at: context.path(of: broker))
    let volumes = try BrokerVolumes(of: broker, storage: storage, context)
    let beside = ContainersBeside(broker: broker, security: security, context: context)
    let kafka = try KafkaContainer(of: broker, mounts: volumes.mounts, security: security, context)
    let subdomain = NodeAddresses(of: context.cluster).subdomain(of: broker)

    var metadata = context.metadata(
      context.names.broker(broker.id), labels: written.brokerLabels.adding(Self.labels(of: broker, context)),
      annotations: written.brokerAnnotations)
    metadata.annotations[Self.configHashAnnotation] = configHash
    let agent = try beside.agent(storage)
    pod = Pod(
      metadata: metadata,
      spec: PodSpec(
        volumes: volumes.volumes,
        initContainers: (agent.map { [$0] } ?? [])
          + (try Self.withOwn(
            try beside.jars(), written.initContainers, context.path(of: broker, "initContainers"), context))
          .sorted { $0.name < $1.name },
        containers: try Self.withOwn(
          [kafka.container], written.containers, context.path(of: broker, "containers"), context),
        restartPolicy: "Always", terminationGracePeriodSeconds: settings.terminationGracePeriodSeconds,
        nodeSelector: written.nodeSelector, serviceAccountName: settings.serviceAccountName,
        shareProcessNamespace: agent == nil ? nil : true,
        securityContext: try context.part(
          written.podSecurityContext, at: context.path(of: broker, "podSecurityContext")),
        imagePullSecrets: try context.parts(
          written.imagePullSecrets, at: context.path(of: broker, "imagePullSecrets")),
        hostname: subdomain == nil ? nil : context.names.broker(broker.id), subdomain: subdomain,
        affinity: BrokerAffinity.affinity(of: settings, context),
        tolerations: try context.parts(written.tolerations, at: context.path(of: broker, "tolerations")),
        priorityClassName: written.priorityClassName))
  }

  /// The labels that a Pod is found by; nothing overrules them.
  static func labels(of broker: KafkaCluster.Broker, _ context: RenderingContext) -> [String: String] {
    let labels = context.labels.broker(broker.id)
    guard context.spec.kRaft else { return labels }
    let roles = context.spec.roles(of: broker)
    return labels.adding([
      rolesLabel: roles.map(\.rawValue).joined(separator: "_"),
      ObjectLabels.isBrokerNode: roles.contains(.broker) ? "true" : "false",
      ObjectLabels.isControllerNode: roles.contains(.controller) ? "true" : "false",
    ])
  }

  /// The operator's containers, then the manifest's.
  private static func withOwn(
    _ own: [Container], _ written: [JSONValue], _ path: JSONPath, _ context: RenderingContext
  ) throws(RenderingError) -> [Container] {
    let others: [Container] = try context.parts(written, at: path)
    for (index, container) in others.enumerated() where ContainersBeside.allNames.contains(container.name) {
      throw RenderingError(
        at: path.appending(index), "the operator has a container '\(container.name)' itself",
        remedy: "give it another name")
    }
    return own + others
  }
}
