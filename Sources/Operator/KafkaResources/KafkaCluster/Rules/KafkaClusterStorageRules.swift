import JSON

/// The rules about volumes.
extension KafkaClusterRules {
  static let storageRules: [KafkaClusterRule] = [
    .init(
      "volumesAreDescribed",
      cel: [
        CELExpression(
          at: "spec.brokers[].brokerConfig.storageConfigs[]", "has(self.pvcSpec) || has(self.emptyDir)",
          message: "a storageConfig needs pvcSpec or emptyDir")
      ], spec: volumesAreDescribed),
    .init("claimsAreWhole", spec: claimsAreWhole),
    .init("emptyDirsHaveALimit", spec: emptyDirsHaveALimit),
    .init("brokersHaveVolumes", spec: brokersHaveVolumes),
    .init("lostVolumesExist", spec: lostVolumesExist),
    .init("volumesAreApart", spec: volumesAreApart),
  ]

  /// Every volume that some broker has, once, with its place.
  private static func volumes(
    _ spec: KafkaCluster.Spec
  ) -> [(volume: KafkaCluster.StorageConfig, path: JSONPath)] {
    var volumes: [(volume: KafkaCluster.StorageConfig, path: JSONPath)] = []
    var seenGroups: [String: Set<Int>] = [:]
    for (index, broker) in spec.brokers.enumerated() {
      var mountPaths: Set<String> = []
      for (isGroup, (config, path)) in settings(of: broker, at: index, in: spec).enumerated() {
        for (position, volume) in config.storageConfigs.enumerated() {
          let isNew = mountPaths.insert(volume.mountPath).inserted
          // What is written at the broker itself is looked at in any case, as an API server does.
          if isGroup == 1, !isNew { continue }
          if isGroup == 1, !seenGroups[broker.brokerConfigGroup ?? "", default: []].insert(position).inserted {
            continue
          }
          volumes.append((volume, path.appending("storageConfigs").appending(position)))
        }
      }
    }
    return volumes
  }

  /// Koperator does nothing more for a cluster with such a volume, and does not say so.
  private static func volumesAreDescribed(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (volume, path) in volumes(spec) where volume.pvcSpec == nil && volume.emptyDir == nil {
      problems.append(
        ManifestProblem(
          .error, at: path, "the volume '\(volume.mountPath)' has neither pvcSpec nor emptyDir",
          remedy: "write a pvcSpec, or an emptyDir for data that may be lost"))
    }
    return problems
  }

  /// What the API server asks of every claim.
  private static func claimsAreWhole(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (volume, path) in volumes(spec) {
      guard let claim = volume.pvcSpec else { continue }
      let place = path.appending("pvcSpec")
      if claim["accessModes"]?.arrayValue?.isEmpty ?? true {
        problems.append(
          ManifestProblem(
            .error, at: place.appending("accessModes"), "the field is missing: a claim has at least one access mode",
            remedy: "write [ReadWriteOnce]"))
      }
      if claim["resources"]?["requests"]?["storage"] ?? .null == .null {
        problems.append(
          ManifestProblem(
            .error, at: place.appending("resources").appending("requests").appending("storage"),
            "the field is missing: a claim asks for a size", remedy: "write a size, such as 100Gi"))
      }
    }
    return problems
  }

  private static func emptyDirsHaveALimit(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (volume, path) in volumes(spec) where volume.pvcSpec == nil {
      guard let emptyDir = volume.emptyDir, emptyDir["sizeLimit"] ?? .null == .null else { continue }
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("emptyDir").appending("sizeLimit"),
          "the field is missing: Cruise Control cannot know how much the volume holds",
          remedy: "write a size, such as 10Gi"
        ))
    }
    return problems
  }

  /// Kafka takes every folder in one of its own for a partition, and ends where it is none.
  private static func volumesAreApart(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() {
      let paths = spec.effectiveConfig(of: broker).storageConfigs.map(\.mountPath)
      let all = Set(paths)
      for path in paths {
        var outer = ""
        for part in path.split(separator: "/") {
          if part == "kafka", all.contains(outer) {
            problems.append(
              ManifestProblem(
                .error, at: brokerPath(index), "the volume '\(path)' is within Kafka's folder on the volume '\(outer)'",
                remedy: "mount it elsewhere"))
            break
          }
          outer += "/" + part
        }
      }
    }
    return problems
  }

  private static func brokersHaveVolumes(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated()
    where settings(of: broker, at: index, in: spec).allSatisfy(\.config.storageConfigs.isEmpty) {
      problems.append(
        ManifestProblem(
          .warning, at: brokerPath(index), "broker \(broker.id) has no volume: its data is gone when its Pod is",
          remedy: "write storageConfigs in its brokerConfig or in its group"))
    }
    return problems
  }

  private static func lostVolumesExist(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() where !broker.lostVolumes.isEmpty {
      let mountPaths = Set(
        settings(of: broker, at: index, in: spec).flatMap { $0.config.storageConfigs.map(\.mountPath) })
      for (position, path) in broker.lostVolumes.enumerated() where !mountPaths.contains(path) {
        problems.append(
          ManifestProblem(
            .warning, at: brokerPath(index).appending("lostVolumes").appending(position),
            "broker \(broker.id) has no volume at '\(path)'", remedy: "write the mountPath of a lost volume"))
      }
    }
    return problems
  }
}
