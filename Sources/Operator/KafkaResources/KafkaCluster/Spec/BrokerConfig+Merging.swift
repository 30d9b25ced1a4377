import JSON

extension KafkaCluster.BrokerConfig {
  /// These settings, completed by a group's (Koperator's merge, with the broker's own word always first):
  ///
  /// - a text or a number that is not said here is the group's; `config` is one text and replaced whole;
  /// - maps and objects are completed member by member, and lists within objects appended;
  /// - lists are this one's elements, then the group's that are not among them; of volumes with one mount path the first
  ///   stays;
  /// - affinity is the group's with every part that is said here in its place, lists included;
  /// - environment variables are the group's, then these: a later one overrules an earlier one.
  public func merging(group: KafkaCluster.BrokerConfig) -> KafkaCluster.BrokerConfig {
    var merged = self
    merged.fillTexts(from: group)
    merged.fillMaps(from: group)
    merged.fillObjects(from: group)
    merged.appendLists(of: group)
    merged.envs = group.envs + envs
    return merged
  }

  private mutating func fillTexts(from group: Self) {
    image = image ?? group.image
    metricsReporterImage = metricsReporterImage ?? group.metricsReporterImage
    config = config ?? group.config
    serviceAccountName = serviceAccountName ?? group.serviceAccountName
    priorityClassName = priorityClassName ?? group.priorityClassName
    kafkaHeapOpts = kafkaHeapOpts ?? group.kafkaHeapOpts
    kafkaJvmPerfOpts = kafkaJvmPerfOpts ?? group.kafkaJvmPerfOpts
    log4jConfig = log4jConfig ?? group.log4jConfig
    nodePortNodeAddressType = nodePortNodeAddressType ?? group.nodePortNodeAddressType
    terminationGracePeriodSeconds = terminationGracePeriodSeconds ?? group.terminationGracePeriodSeconds
  }

  private mutating func fillMaps(from group: Self) {
    nodeSelector.merge(group.nodeSelector) { own, _ in own }
    brokerAnnotations.merge(group.brokerAnnotations) { own, _ in own }
    brokerLabels.merge(group.brokerLabels) { own, _ in own }
    nodePortExternalIP.merge(group.nodePortExternalIP) { own, _ in own }
  }

  private mutating func fillObjects(from group: Self) {
    if let theirs = group.networkConfig { networkConfig = networkConfig?.filled(by: theirs) ?? theirs }
    resourceRequirements = resourceRequirements.filled(by: group.resourceRequirements, lists: .appended)
    podSecurityContext = podSecurityContext.filled(by: group.podSecurityContext, lists: .appended)
    securityContext = securityContext.filled(by: group.securityContext, lists: .appended)
    affinity = affinity.filled(by: group.affinity, lists: .kept)
    // A probe has one way to look: two halves of different ones would be none.
    readinessProbe = readinessProbe ?? group.readinessProbe
    livenessProbe = livenessProbe ?? group.livenessProbe
    startupProbe = startupProbe ?? group.startupProbe
  }

  private mutating func appendLists(of group: Self) {
    processRoles = processRoles.appendingMissing(group.processRoles)
    brokerIngressMapping = brokerIngressMapping.appendingMissing(group.brokerIngressMapping)
    imagePullSecrets = imagePullSecrets.appending(group.imagePullSecrets)
    tolerations = tolerations.appending(group.tolerations)
    initContainers = initContainers.appending(group.initContainers)
    containers = containers.appending(group.containers)
    volumes = volumes.appending(group.volumes)
    volumeMounts = volumeMounts.appending(group.volumeMounts)
    storageConfigs += group.storageConfigs
    removeRepeatedVolumes()
  }

  /// Of volumes with one mount path the first stays.
  mutating func removeRepeatedVolumes() {
    var seen: Set<String> = []
    storageConfigs = storageConfigs.filter { seen.insert($0.mountPath).inserted }
  }
}
