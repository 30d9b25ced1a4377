import KubernetesClient
import KubernetesObjects

/// What a controller wants done: nothing where all is as it should be.
struct ControllerDecision: Sendable, Hashable {
  /// The writes, in their order.
  var writes: [ClusterWrite] = []
  /// After which time it is to look again though nothing changes.
  var again: Duration?
  /// What people should know.
  var notes: Set<ControllerNote> = []

  /// Looks again after that time at the latest.
  mutating func look(after time: Duration) { again = again.map { min($0, time) } ?? time }
}

/// Something about an object that people should know: it is told once, as long as it goes on.
struct ControllerNote: Sendable, Hashable {
  let reason: String
  let action: String
  let message: String
  let object: ObjectReference
}
