import KubernetesObjects

/// The conditions of a pod: the node's own with the time of their last change, and those of others as they are.
struct PodConditions: Sendable, Hashable {
  /// The node's.
  static let own = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"]

  private(set) var all: [Condition]

  /// What a status tells.
  init(_ conditions: [Condition]) { all = conditions }

  /// The status of a condition.
  func isTrue(_ type: String) -> Bool { all.first { $0.type == type }?.status == "True" }

  /// Takes the conditions of others from a status that was read.
  mutating func merge(_ conditions: [Condition]) {
    all.removeAll { !Self.own.contains($0.type) }
    all += conditions.filter { !Self.own.contains($0.type) }
  }

  /// Sets one of the node's.
  mutating func set(_ type: String, _ isTrue: Bool, reason: String? = nil, message: String? = nil, at time: Time) {
    let status = isTrue ? "True" : "False"
    guard let index = all.firstIndex(where: { $0.type == type }) else {
      all.append(Condition(type: type, status: status, lastTransitionTime: time, reason: reason, message: message))
      return
    }
    if all[index].status != status { all[index].lastTransitionTime = time }
    all[index].status = status
    all[index].reason = reason
    all[index].message = message
  }
}
