import JSON

/// What runs pods: how many, how they are replaced, and that their selector stays.
enum WorkloadStrategy {
  static let deployments = strategy(status: [:]) { spec in
    spec.fill("replicas", 1)
    spec.fill("strategy", [:])
    spec.change("strategy") { fillRollingUpdate(&$0, ["maxUnavailable": "25%", "maxSurge": "25%"]) }
    spec.fill("revisionHistoryLimit", 10)
    spec.fill("progressDeadlineSeconds", 600)
  }

  static let replicaSets = strategy(status: ["replicas": 0]) { $0.fill("replicas", 1) }

  static let daemonSets = strategy(
    status: ["currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0]
  ) { spec in
    spec.fill("updateStrategy", [:])
    spec.change("updateStrategy") { fillRollingUpdate(&$0, ["maxUnavailable": 1, "maxSurge": 0]) }
    spec.fill("revisionHistoryLimit", 10)
  }

  static let statefulSets = strategy(status: ["replicas": 0, "availableReplicas": 0]) { spec in
    spec.fill("replicas", 1)
    spec.fillText("podManagementPolicy", "OrderedReady")
    spec.fill("updateStrategy", [:])
    spec.change("updateStrategy") { fillRollingUpdate(&$0, ["partition": 0, "maxUnavailable": 1]) }
    spec.fill("revisionHistoryLimit", 10)
    spec.fill("persistentVolumeClaimRetentionPolicy", ["whenDeleted": "Retain", "whenScaled": "Retain"])
    spec.changeEach("volumeClaimTemplates") { template in
      template["kind"] = "PersistentVolumeClaim"
      template["apiVersion"] = "v1"
      template.change("spec") { $0.fillText("volumeMode", "Filesystem") }
      template["status"] = ["phase": "Pending"]
    }
  }

  private static func strategy(
    status: JSONValue, _ fill: @escaping @Sendable (inout JSONValue) -> Void
  ) -> ResourceType.Strategy {
    @Sendable func fillAll(_ object: inout JSONValue) {
      object.fill("spec", [:])
      object.change("spec") { spec in
        spec.fill("template", [:])
        spec.change("template") { PodDefaults.fill(template: &$0) }
        fill(&spec)
      }
    }
    return ResourceType.Strategy(
      fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fillAll(&object) },
      prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
        object["status"] = status
        if object.text("kind") == "DaemonSet" { countTemplate(&object, 1) }
      },
      prepareForUpdate: { (object: inout JSONValue, old, _) throws(APIFailure) in
        if object.text("kind") == "DaemonSet", object.at("spec", "template") != old.at("spec", "template") {
          countTemplate(&object, (old.at("metadata", "generation")?.intValue ?? 0) + 1)
        }
      },
      validate: { object, old, subresource in
        subresource.isEmpty ? WorkloadRules.problems(in: object, old: old) : []
      })
  }

  private static func countTemplate(_ object: inout JSONValue, _ generation: Int) {
    object.change("metadata") { metadata in
      metadata.fill("annotations", [:])
      metadata.change("annotations") { $0["deprecated.daemonset.template.generation"] = .string(String(generation)) }
    }
  }

  private static func fillRollingUpdate(_ strategy: inout JSONValue, _ figures: JSONValue) {
    strategy.fillText("type", "RollingUpdate")
    guard strategy.text("type") == "RollingUpdate" else { return }
    strategy.fill("rollingUpdate", [:])
    strategy.change("rollingUpdate") { update in
      for (name, value) in figures.objectValue ?? [:] { update.fill(name, value) }
    }
  }
}
