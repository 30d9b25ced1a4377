import Cryptography
import JSON
import KafkaResources
import KubernetesObjects

/// Cruise Control's Pod. There is never a second one beside it: two would move the same partitions.
struct CruiseControlDeployment {
  /// The annotation by which a manifest says that Cruise Control need not start anew when capacities change: anything
  /// but `static` (Koperator).
  private static let capacityAnnotation = "cruise-control.banzaicloud.com/broker-capacity-config"
  /// The annotations with the digests of what it starts with, by the key of the ConfigMap (Koperator's names).
  private static let digestAnnotations = [
    CruiseControlConfigMap.properties: "cruiseControlConfig.json",
    CruiseControlConfigMap.clusterConfigs: "cruiseControlClusterConfig.json",
    CruiseControlConfigMap.logging: "cruiseControlLogConfig.json",
    CruiseControlConfigMap.capacity: "cruiseControlCapacity.json",
  ]

  private static let configFolder = "/opt/cruise-control/config"
  private static let exporterFolder = "/opt/jmx-exporter/"
  private static let exporterConfigFolder = "/etc/jmx-exporter/"
  private static let exporterVolume = "jmx-jar-data"
  private static let keyStoreVolume = "ks-files"
  private static let gracePeriod = 30
  /// What the init container that copies a file asks for and may use (Koperator).
  private static let exporterResources: JSONValue = [
    "limits": ["cpu": "100m", "memory": "100Mi"], "requests": ["cpu": "100m", "memory": "100Mi"],
  ]
  /// The image's first process is a shell, which passes no signal on.
  private static let stopScript = """
    for process in /proc/[0-9]*; do
      case $(readlink "$process/exe") in
        */java) kill -s TERM "${process#/proc/}" ;;
      esac
    done
    """

  let context: RenderingContext
  let configMap: ConfigMap

  private var config: KafkaCluster.CruiseControlConfig { context.spec.cruiseControlConfig }

  func deployment() throws(RenderingError) -> Deployment {
    let labels = context.labels.cruiseControl
    let template = PodTemplateSpec(
      metadata: ObjectMeta(labels: context.propagatedLabels.adding(labels), annotations: annotations),
      spec: try pod())
    return Deployment(
      metadata: context.metadata(context.names.cruiseControl, labels: labels),
      spec: DeploymentSpec(
        replicas: 1, selector: LabelSelector(matchLabels: labels), template: template,
        strategy: DeploymentStrategy(type: "Recreate")))
  }

  private var annotations: [String: String] {
    var annotations = config.cruiseControlAnnotations
    let followsCapacity = annotations[Self.capacityAnnotation].map { $0 == "static" } ?? true
    for (key, annotation) in Self.digestAnnotations {
      if key == CruiseControlConfigMap.capacity, !followsCapacity { continue }
      annotations[annotation] = Hexadecimal.encode(Digest.hash(Array((configMap.data[key] ?? "").utf8)))
    }
    return annotations
  }

  private func pod() throws(RenderingError) -> PodSpec {
    let path = JSONPath.spec("cruiseControlConfig")
    let pod: PodSecurityContext? = try context.part(config.podSecurityContext, at: path.appending("podSecurityContext"))
    let written: SecurityContext? = try context.part(config.securityContext, at: path.appending("securityContext"))
    let security = ContainerSecurity(written ?? SecurityContext(), pod: pod)
    return PodSpec(
      volumes: try volumes(), initContainers: try initContainers(security), containers: [try container(security)],
      terminationGracePeriodSeconds: Self.gracePeriod, nodeSelector: config.nodeSelector,
      serviceAccountName: config.serviceAccountName, securityContext: pod,
      imagePullSecrets: try context.parts(config.imagePullSecrets, at: path.appending("imagePullSecrets")),
      affinity: config.affinity.map { .object($0) },
      tolerations: try context.parts(config.tolerations, at: path.appending("tolerations")),
      priorityClassName: config.priorityClassName)
  }

  private func container(_ security: ContainerSecurity) throws(RenderingError) -> Container {
    Container(
      name: context.names.cruiseControl, image: config.image,
      ports: [
        ContainerPort(containerPort: CruiseControlConfigMap.port, protocol: "TCP"),
        ContainerPort(containerPort: ServicePorts.metrics, protocol: "TCP"),
      ],
      env: [
        EnvVar(
          name: "KAFKA_OPTS",
          value: "-javaagent:\(Self.exporterFolder)jmx_prometheus.jar=\(ServicePorts.metrics):"
            + "\(Self.exporterConfigFolder)\(JMXExporterConfigMaps.key)")
      ],
      resources: try context.part(
        .object(config.resourceRequirements), at: .spec("cruiseControlConfig", "resourceRequirements")),
      volumeMounts: try mounts(),
      readinessProbe: Probe(
        tcpSocket: TCPSocketAction(port: .int(Int32(CruiseControlConfigMap.port))), initialDelaySeconds: 5,
        periodSeconds: 10, failureThreshold: 3),
      lifecycle: Lifecycle(
        preStop: LifecycleHandler(exec: ExecAction(command: ["bash", "-c", Self.stopScript]))),
      securityContext: security.main)
  }

  /// Those of the manifest, then the one that brings the JMX exporter.
  private func initContainers(_ security: ContainerSecurity) throws(RenderingError) -> [Container] {
    let monitoring = context.spec.monitoringConfig
    let exporter = Container(
      name: "jmx-exporter", image: monitoring.jmxImage,
      command: ["cp", monitoring.pathToJar, "\(Self.exporterFolder)jmx_prometheus.jar"],
      resources: try context.part(Self.exporterResources, at: []),
      volumeMounts: [VolumeMount(name: Self.exporterVolume, mountPath: Self.exporterFolder)],
      securityContext: security.beside)
    let written: [Container] = try context.parts(
      config.initContainers, at: .spec("cruiseControlConfig", "initContainers"))
    return written + [exporter]
  }

  // MARK: Volumes

  private func volumes() throws(RenderingError) -> [Volume] {
    var volumes: [Volume] = try context.parts(config.volumes, at: .spec("cruiseControlConfig", "volumes"))
    if let stores = context.cruiseControlKeyStores {
      let secret = SecretVolumeSource(secretName: stores.secret, defaultMode: 0o644)
      volumes.append(Volume(name: Self.keyStoreVolume, secret: secret))
    }
    for name in [context.names.cruiseControlConfig, context.names.cruiseControlJMXExporter] {
      volumes.append(Volume(name: name, configMap: ConfigMapVolumeSource(name: name, defaultMode: 0o644)))
    }
    volumes.append(Volume(name: Self.exporterVolume, emptyDir: EmptyDirVolumeSource()))
    return volumes
  }

  private func mounts() throws(RenderingError) -> [VolumeMount] {
    var mounts: [VolumeMount] = try context.parts(
      config.volumeMounts, at: .spec("cruiseControlConfig", "volumeMounts"))
    if context.cruiseControlKeyStores != nil {
      mounts.append(VolumeMount(name: Self.keyStoreVolume, mountPath: CruiseControlProperties.keyStoreFolder))
    }
    mounts.append(VolumeMount(name: context.names.cruiseControlConfig, mountPath: Self.configFolder))
    mounts.append(VolumeMount(name: Self.exporterVolume, mountPath: Self.exporterFolder))
    mounts.append(VolumeMount(name: context.names.cruiseControlJMXExporter, mountPath: Self.exporterConfigFolder))
    return mounts
  }
}
