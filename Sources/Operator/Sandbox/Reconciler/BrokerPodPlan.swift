import BrokerConfig
import Cryptography
import JSON
import KubernetesClient
import KubernetesObjects

/// Which Pods of brokers are made and deleted next.
///
/// A broker without a Pod gets one. A Pod that is not what is wanted is replaced: deleted, waited for until it is gone, and
/// made anew; one at a time, and the next one when all are ready again. What is not ready anyway comes first, and waits for
/// no other longer than `patience`: brokers that a wrong configuration keeps from starting would else wait for each other
/// for ever.
struct BrokerPodPlan: Sendable {
  /// What is wanted of one broker.
  struct Wanted: Sendable {
    let id: Int32
    /// The Pod; nil where the broker is paused.
    let pod: Pod?
    /// Whether its configuration can only be made when its Pod has a node.
    let isProvisional: Bool
  }

  /// How long a Pod that was replaced holds up others that are not ready.
  static let patience: Int64 = 120
  /// The value of the annotation of a Pod that was made before its configuration could be.
  static let provisional = "provisional"

  /// The Pods to delete.
  private(set) var deletions: [Pod] = []
  /// The Pods to make.
  private(set) var creations: [Pod] = []
  /// The Pods whose annotations are to be those of what is rendered now.
  private(set) var adoptions: [(live: Pod, wanted: Pod)] = []
  /// The brokers whose Pod is not what is wanted, and stays for now: their configuration stays too.
  private(set) var waiting: Set<Int32> = []
  /// Whether a Pod is being replaced.
  private(set) var isRolling = false
  /// After which time to look again.
  private(set) var again: Duration?

  init(_ wanted: [Wanted], pods: [Int32: [Pod]], now: Time) {
    var outdated: [(id: Int32, pod: Pod)] = []
    var isBusy = false
    var busySince: Int64?
    for broker in wanted {
      let all = pods[broker.id] ?? []
      let leaving = all.filter(\.isTerminating)
      let living = all.filter { !$0.isTerminating }
      if !leaving.isEmpty {
        isBusy = true
        for pod in leaving { busySince = Self.later(busySince, pod.metadata.deletionTimestamp) }
      }
      guard let pod = broker.pod else {
        deletions += living
        continue
      }
      let kept = Self.kept(living)
      deletions += living.filter { $0.metadata.uid != kept?.metadata.uid }
      guard let kept else {
        isBusy = true
        if leaving.isEmpty { creations.append(Self.labelled(pod, broker)) }
        continue
      }
      let recorded = kept.metadata.annotations[SandboxAnnotation.rendered]
      if kept.hasEnded {
        deletions.append(kept)
        isBusy = true
      } else if recorded == Self.provisional {
        isBusy = true
        busySince = Self.later(busySince, kept.metadata.creationTimestamp)
        if !broker.isProvisional { adoptions.append((kept, Self.labelled(pod, broker))) }
      } else if !broker.isProvisional, !Self.isSame(kept, pod) {
        outdated.append((broker.id, kept))
      } else if !kept.isReady {
        isBusy = true
        busySince = Self.later(busySince, kept.metadata.creationTimestamp)
      }
    }
    for (id, all) in pods where !wanted.contains(where: { $0.id == id }) {
      deletions += all.filter { !$0.isTerminating }
    }
    roll(outdated, isBusy: isBusy, busySince: busySince, now: now)
  }

  private mutating func roll(_ outdated: [(id: Int32, pod: Pod)], isBusy: Bool, busySince: Int64?, now: Time) {
    isRolling = !outdated.isEmpty
    waiting = Set(outdated.map(\.id))
    let next = outdated.first { !$0.pod.isReady } ?? outdated.first
    guard let next else { return }
    if isBusy {
      guard !next.pod.isReady else { return }
      // Where nothing says since when, it is just being made.
      let rest = (busySince ?? now.secondsSince1970) + Self.patience - now.secondsSince1970
      guard rest <= 0 else {
        again = .seconds(rest)
        return
      }
    }
    deletions.append(next.pod)
    waiting.remove(next.id)
  }

  private static func later(_ time: Int64?, _ other: Time?) -> Int64? {
    guard let other = other?.secondsSince1970 else { return time }
    return time.map { max($0, other) } ?? other
  }

  /// Of several Pods of a broker the one that stays: the oldest that has not ended.
  private static func kept(_ pods: [Pod]) -> Pod? {
    pods.min { first, second in
      if first.hasEnded != second.hasEnded { return !first.hasEnded }
      let times = (first.metadata.creationTimestamp, second.metadata.creationTimestamp)
      if let one = times.0, let other = times.1, one != other { return one < other }
      return first.metadata.name < second.metadata.name
    }
  }

  /// The digest of what is rendered of a Pod.
  static func digest(of pod: Pod) -> String {
    Hexadecimal.encode(Digest.hash(pod.json.serialized(sortedKeys: true)))
  }

  /// Whether a Pod was made from what is rendered now. One that somebody else made counts by its configuration alone.
  private static func isSame(_ live: Pod, _ wanted: Pod) -> Bool {
    if let recorded = live.metadata.annotations[SandboxAnnotation.rendered] { return recorded == digest(of: wanted) }
    let key = BrokerPod.configHashAnnotation
    return live.metadata.annotations[key] == wanted.metadata.annotations[key]
  }

  private static func labelled(_ pod: Pod, _ broker: Wanted) -> Pod {
    var labelled = pod
    labelled.metadata.annotations[SandboxAnnotation.rendered] =
      broker.isProvisional ? provisional : digest(of: pod)
    return labelled
  }
}
