import JSON
import KubernetesClient
import KubernetesObjects

/// What a pass over a cluster does, in this order: applies, then writes.
struct ReconcilePlan: Sendable {
  /// An object that is to be as it is rendered.
  struct Apply: Sendable {
    let resource: APIResource
    let desired: JSONValue
    let live: JSONValue?
  }

  /// The objects that are to be as they are rendered.
  var applies: [Apply] = []
  /// Everything else.
  var writes: [ClusterWrite] = []
  /// After which time to look again though nothing changes.
  var again: Duration?
  /// What people should know.
  var notes: [ReconcileNote] = []
}

/// Something about a KafkaCluster that people should know.
struct ReconcileNote: Sendable, Hashable {
  let isWarning: Bool
  let reason: String
  let action: String
  let message: String
}
