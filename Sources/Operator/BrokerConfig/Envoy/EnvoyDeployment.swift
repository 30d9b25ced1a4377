import Cryptography
import JSON
import KafkaResources
import KubernetesObjects

/// The Pods of the Envoys of an access point.
///
/// They are replaced only for what an Envoy reads as it starts. So nothing in them depends on a broker: not even the list
/// of ports, which is for readers alone.
struct EnvoyDeployment {
  /// The annotation with the digest of the files that Envoy starts with (Koperator's name for it).
  static let digestAnnotation = "envoy.yaml.hash"

  /// The user `envoy` of Envoy's image.
  private static let user = 101
  /// The volume of the certificate by which Envoys prove who they are.
  private static let certificateVolume = "xds-certificate"
  private static let adminPort = "tcp-admin"

  let source: EnvoySource
  let configMap: ConfigMap

  private var context: RenderingContext { source.context }
  private var written: KafkaCluster.EnvoyConfig { source.assignment.envoyConfig }

  func deployment() throws(RenderingError) -> Deployment {
    var annotations = written.annotations
    annotations[Self.digestAnnotation] = digest
    let template = PodTemplateSpec(
      metadata: ObjectMeta(labels: context.propagatedLabels.adding(source.labels), annotations: annotations),
      spec: try pod())
    return Deployment(
      metadata: context.metadata(
        context.names.envoy(source.point.name), labels: source.labels, annotations: written.annotations),
      spec: DeploymentSpec(
        replicas: source.settings.replicas, selector: LabelSelector(matchLabels: source.labels), template: template,
        // The next one is ready before one goes.
        strategy: DeploymentStrategy(type: "RollingUpdate", rollingUpdate: RollingUpdate(maxUnavailable: 0))))
  }

  private var digest: String {
    var hash = Digest()
    for (key, text) in configMap.data.sorted(by: { $0.key < $1.key }) { hash.update(Array("\(key)\n\(text)".utf8)) }
    return Hexadecimal.encode(hash.finalize())
  }

  private func pod() throws(RenderingError) -> PodSpec {
    let security = try securityContext()
    return PodSpec(
      volumes: volumes, containers: [try container(security)], terminationGracePeriodSeconds: EnvoyDrain.gracePeriod,
      nodeSelector: written.nodeSelector, serviceAccountName: source.settings.serviceAccountName,
      // Envoy does not speak to Kubernetes.
      automountServiceAccountToken: false, securityContext: security,
      imagePullSecrets: try context.parts(
        written.imagePullSecrets, at: source.path("imagePullSecrets") { !$0.imagePullSecrets.isEmpty }),
      affinity: written.affinity.map { .object($0) },
      tolerations: try context.parts(
        written.tolerations, at: source.path("tolerations") { !$0.tolerations.isEmpty }),
      priorityClassName: written.priorityClassName, topologySpreadConstraints: written.topologySpreadConstraints)
  }

  private func container(_ pod: PodSecurityContext) throws(RenderingError) -> Container {
    var arguments = ["-c", "\(EnvoyConfigMap.folder)/\(EnvoyConfigMap.key)", "--service-node", "$(POD_NAME)"]
    if let concurrency = written.concurrency { arguments += ["--concurrency", String(concurrency)] }
    return Container(
      name: "envoy", image: source.settings.image, args: arguments, ports: ports,
      env: [
        EnvVar(name: "POD_NAME", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "metadata.name")))
      ],
      resources: try source.resources(), volumeMounts: mounts,
      // It answers once the first configuration is there, and no longer once the Envoy is on its way out.
      readinessProbe: Probe(
        httpGet: HTTPGetAction(path: "/ready", port: .string(Self.adminPort)), timeoutSeconds: 2, periodSeconds: 5,
        failureThreshold: 2),
      lifecycle: Lifecycle(
        preStop: LifecycleHandler(
          exec: ExecAction(command: EnvoyDrain.command(adminPort: source.point.adminPort)))),
      securityContext: SecurityContext(
        // As root the image changes to its own user, which takes capabilities.
        capabilities: Self.isRoot(pod) ? nil : Capabilities(drop: ["ALL"]), allowPrivilegeEscalation: false))
  }

  private static func isRoot(_ pod: PodSecurityContext) -> Bool {
    pod.runAsUser.map { $0 == 0 } ?? (pod.runAsNonRoot != true)
  }

  private var ports: [ContainerPort] {
    [
      port(EnvoyService.bootstrapPort, source.point.ingressControllerTargetPort),
      port(Self.adminPort, source.point.adminPort),
      port(EnvoyService.healthPort, source.point.healthCheckPort),
    ]
  }

  private func port(_ name: String, _ port: UInt16) -> ContainerPort {
    ContainerPort(name: name, containerPort: Int(port), protocol: "TCP")
  }

  private var volumes: [Volume] {
    let name = context.names.envoyConfig(source.point.name)
    var volumes = [Volume(name: name, configMap: ConfigMapVolumeSource(name: name, defaultMode: 0o644))]
    if let secret = source.certificateSecret {
      volumes.append(Volume(name: Self.certificateVolume, secret: SecretVolumeSource(secretName: secret)))
    }
    return volumes
  }

  private var mounts: [VolumeMount] {
    let name = context.names.envoyConfig(source.point.name)
    var mounts = [VolumeMount(name: name, readOnly: true, mountPath: EnvoyConfigMap.folder)]
    if source.certificateSecret != nil {
      mounts.append(
        VolumeMount(name: Self.certificateVolume, readOnly: true, mountPath: EnvoyConfigMap.certificateFolder))
    }
    return mounts
  }

  /// That of the manifest, completed to Kubernetes' restricted profile. The user is ours only where the manifest says
  /// nothing about users.
  private func securityContext() throws(RenderingError) -> PodSecurityContext {
    let path = source.path("podSecurityContext") { $0.podSecurityContext != nil }
    var result: PodSecurityContext = try context.part(written.podSecurityContext, at: path) ?? PodSecurityContext()
    if result.seccompProfile == nil { result.seccompProfile = SeccompProfile(type: "RuntimeDefault") }
    if result.runAsUser == nil, result.runAsNonRoot == nil {
      result.runAsUser = Self.user
      result.runAsGroup = result.runAsGroup ?? Self.user
      result.runAsNonRoot = true
    }
    if bindsPrivilegedPort, !result.sysctls.contains(where: { $0["name"]?.stringValue == Self.firstPort }) {
      result.sysctls.append(["name": .string(Self.firstPort), "value": "0"])
    }
    return result
  }

  /// The kernel's setting of the first port that needs no privilege; Kubernetes calls it safe.
  private static let firstPort = "net.ipv4.ip_unprivileged_port_start"

  /// Whether Envoy binds a port below 1024, which needs a privilege that it does not have.
  private var bindsPrivilegedPort: Bool {
    let point = source.point
    var ports = [point.adminPort, point.healthCheckPort, point.ingressControllerTargetPort]
    if case .ports(let first) = point.access { ports.append(UInt16(clamping: first)) }
    return ports.contains { $0 < 1024 }
  }
}
