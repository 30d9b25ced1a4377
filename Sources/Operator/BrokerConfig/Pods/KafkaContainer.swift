import JSON
import KafkaResources
import KubernetesObjects

/// The container in which Kafka runs.
struct KafkaContainer {
  /// Its name.
  static let name = "kafka"
  /// The seconds for which a broker goes on serving when its Pod is to end: new connections are led elsewhere meanwhile.
  /// They are part of the grace period, most of which is for Kafka's controlled shutdown.
  private static func drainSeconds(within gracePeriod: Int) -> Int { min(5, gracePeriod / 4) }

  let container: Container

  init(
    of broker: KafkaCluster.Broker, mounts: [VolumeMount], security: ContainerSecurity, _ context: RenderingContext
  ) throws(RenderingError) {
    let settings = context.spec.settings(of: broker)
    let environment = try Self.environment(of: broker, settings, context)
    let exporterPort = "=\(ServicePorts.metrics):"
    let probes = try BrokerProbes(
      of: broker, hasExporter: environment["KAFKA_OPTS"]?.position(of: exporterPort) != nil, context)
    let drain = Self.drainSeconds(within: settings.terminationGracePeriodSeconds)
    let script = "\(BrokerVolumes.configFolder)/\(BrokerConfigMap.scriptKey)"
    container = Container(
      name: Self.name, image: settings.image, command: ["bash", script],
      ports: try Self.ports(environment, settings, context), env: environment.list,
      resources: try context.part(
        .object(settings.resourceRequirements), at: context.path(of: broker, "resourceRequirements")),
      volumeMounts: mounts, livenessProbe: probes.liveness, readinessProbe: probes.readiness,
      startupProbe: probes.startup,
      lifecycle: Lifecycle(
        preStop: LifecycleHandler(exec: ExecAction(command: ["bash", script, "drain", String(drain)]))),
      terminationMessagePolicy: "FallbackToLogsOnError", securityContext: security.main)
  }

  private static func environment(
    of broker: KafkaCluster.Broker, _ settings: KafkaCluster.BrokerSettings, _ context: RenderingContext
  ) throws(RenderingError) -> PodEnvironment {
    let exporter =
      "-javaagent:\(BrokerVolumes.exporterFolder)/jmx_prometheus.jar=\(ServicePorts.metrics):"
      + "\(BrokerVolumes.exporterConfigFolder)/config.yaml"
    var own = [
      EnvVar(name: "CLASSPATH", value: "\(BrokerVolumes.extensionsFolder)/*"),
      EnvVar(name: "KAFKA_OPTS", value: exporter),
      EnvVar(name: "KAFKA_HEAP_OPTS", value: settings.kafkaHeapOpts),
      EnvVar(name: "KAFKA_JVM_PERFORMANCE_OPTS", value: settings.kafkaJvmPerfOpts),
      EnvVar(
        name: "ENVOY_SIDECAR_STATUS",
        valueFrom: EnvVarSource(
          fieldRef: ObjectFieldSelector(fieldPath: "metadata.annotations['sidecar.istio.io/status']"))),
    ]
    if settings.written.log4jConfig != nil {
      let file = "\(BrokerVolumes.configFolder)/\(BrokerConfigMap.log4jKey)"
      own.append(EnvVar(name: "KAFKA_LOG4J_OPTS", value: "-Dlog4j.configuration=file:\(file)"))
    }
    if context.spec.kRaft, let id = context.clusterID { own.append(EnvVar(name: "CLUSTER_ID", value: id)) }
    var environment = PodEnvironment(own)
    environment.apply(try context.parts(settings.envs, at: context.path(of: broker, "envs")))
    if let heap = settings.written.kafkaHeapOpts { environment.set(EnvVar(name: "KAFKA_HEAP_OPTS", value: heap)) }
    if let options = settings.written.kafkaJvmPerfOpts {
      environment.set(EnvVar(name: "KAFKA_JVM_PERFORMANCE_OPTS", value: options))
    }
    return environment
  }

  private static func ports(
    _ environment: PodEnvironment, _ settings: KafkaCluster.BrokerSettings, _ context: RenderingContext
  ) throws(RenderingError) -> [ContainerPort] {
    let config = context.spec.listenersConfig
    var ports: [ContainerPort] = []
    for listener in config.all {
      let isControllers = context.spec.kRaft && listener.name == config.controllerListener?.name
      guard isControllers ? settings.isController : settings.isBroker else { continue }
      ports.append(
        ContainerPort(name: listener.portName, containerPort: Int(listener.containerPort), protocol: "TCP"))
    }
    let additional: [ContainerPort] = try context.parts(context.spec.additionalPorts, at: .spec("additionalPorts"))
    ports += additional
    if let port = environment["JMX_PORT"].flatMap({ UInt16($0) }) {
      ports.append(ContainerPort(name: "jmx", containerPort: Int(port), protocol: "TCP"))
    }
    ports.append(ContainerPort(name: "metrics", containerPort: ServicePorts.metrics, protocol: "TCP"))
    return ports
  }
}
