import KubernetesClient
import KubernetesObjects

/// What a pod's status on the server is as far as is known, and whether it has to be written.
struct StatusWriter: Sendable {
  private var sent: PodStatus?
  private var answer: PodStatus?

  /// Whether a status has to be written over the one that is there.
  func isNews(_ status: PodStatus, over found: PodStatus?) -> Bool {
    if status == found { return false }
    // The server keeps some things in another form: what it made of the same status is as good.
    return status != sent || found != answer
  }

  /// A status was written; this is what the server made of it.
  mutating func wrote(_ status: PodStatus, _ answer: PodStatus?) {
    sent = status
    self.answer = answer
  }

  /// Whether an object is older than another of the same name.
  func isOlder(_ pod: Pod, than other: Pod) -> Bool {
    guard let one = UInt64(pod.metadata.resourceVersion ?? ""), let two = UInt64(other.metadata.resourceVersion ?? "")
    else { return false }
    return one < two
  }
}
