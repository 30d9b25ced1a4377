import JSON
import KafkaResources
import KubernetesObjects

extension KafkaCluster {
  /// What of that which is passed on to Pods and claims has not the form that Kubernetes wants, each where it is written.
  /// Of a group that no node uses nothing is made.
  var partProblems: [ManifestProblem] {
    var check = PartCheck()
    check.list(EnvVar.self, spec.envs, at: .spec("envs"))
    var checked: Set<String> = []
    for (index, broker) in spec.brokers.enumerated() {
      check.settings(broker.brokerConfig, of: broker, at: .spec("brokers").appending(index).appending("brokerConfig"))
      guard let name = broker.brokerConfigGroup, let group = spec.brokerConfigGroups[name] else { continue }
      if checked.insert(name).inserted { check.settings(group, of: broker, at: .spec("brokerConfigGroups", name)) }
    }
    return check.problems
  }
}

/// Reads parts of Pods and claims, and keeps what is wrong with them.
private struct PartCheck {
  var problems: [ManifestProblem] = []

  /// Everything that is passed on in the settings of nodes; templates are rendered for one of them.
  mutating func settings(_ config: KafkaCluster.BrokerConfig, of broker: KafkaCluster.Broker, at path: JSONPath) {
    object(ResourceRequirements.self, config.resourceRequirements, at: path.appending("resourceRequirements"))
    object(PodSecurityContext.self, config.podSecurityContext, at: path.appending("podSecurityContext"))
    object(SecurityContext.self, config.securityContext, at: path.appending("securityContext"))
    object(Probe.self, config.readinessProbe, at: path.appending("readinessProbe"))
    object(Probe.self, config.livenessProbe, at: path.appending("livenessProbe"))
    object(Probe.self, config.startupProbe, at: path.appending("startupProbe"))
    list(LocalObjectReference.self, config.imagePullSecrets, at: path.appending("imagePullSecrets"))
    list(Toleration.self, config.tolerations, at: path.appending("tolerations"))
    list(Container.self, config.initContainers, at: path.appending("initContainers"))
    list(Container.self, config.containers, at: path.appending("containers"))
    list(Volume.self, config.volumes, at: path.appending("volumes"))
    list(VolumeMount.self, config.volumeMounts, at: path.appending("volumeMounts"))
    list(EnvVar.self, config.envs, at: path.appending("envs"))
    for (index, storage) in config.storageConfigs.enumerated() {
      let place = path.appending("storageConfigs").appending(index)
      object(EmptyDirVolumeSource.self, storage.emptyDir, at: place.appending("emptyDir"))
      guard let claim = storage.pvcSpec else { continue }
      note { () throws(RenderingError) in
        _ = try BrokerStorage.claimSpec(
          claim, of: broker.id, mountPath: storage.mountPath, at: place.appending("pvcSpec"))
      }
    }
  }

  mutating func list<Part: KubernetesValue>(_: Part.Type, _ values: [JSONValue], at path: JSONPath) {
    for (index, value) in values.enumerated() { part(Part.self, value, at: path.appending(index)) }
  }

  private mutating func object<Part: KubernetesValue>(_: Part.Type, _ value: JSONObject?, at path: JSONPath) {
    if let value { part(Part.self, .object(value), at: path) }
  }

  private mutating func part<Part: KubernetesValue>(_: Part.Type, _ value: JSONValue, at path: JSONPath) {
    do { _ = try Part(json: value) } catch { problems.append(RenderingError(error, at: path).problem) }
  }

  private mutating func note(_ work: () throws(RenderingError) -> Void) {
    do { try work() } catch { problems.append(error.problem) }
  }
}
