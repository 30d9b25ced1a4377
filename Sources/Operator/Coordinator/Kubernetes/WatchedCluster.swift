import ClusterTopology
import EnvoyConfig
import JSON
import KafkaResources
import KubernetesClient
import XDS

/// One KafkaCluster as an API server has it, with its pods and Services.
///
/// States: not there, then unread, accepted or refused. A manifest that is refused changes nothing: what was accepted
/// before stays, and its pods are followed on.
struct WatchedCluster: Sendable {
  /// How the manifest stands.
  enum Verdict: Sendable, Hashable {
    case unread
    case accepted(warnings: [String])
    case refused([String])
  }

  let key: ObjectKey
  private(set) var verdict = Verdict.unread
  /// What is served of it.
  private(set) var inputs: ClusterInputs
  /// The pods of its brokers.
  private(set) var chosen = BrokerPods([])
  private var pods: [ObjectKey: BrokerPod] = [:]
  private var services: [ObjectKey: LoadBalancer] = [:]
  private var balancers: [String: [LoadBalancer]] = [:]
  private var manifest: JSONValue?
  private var words: [AgentWord] = []
  /// Whether anything that an earlier run kept is of this cluster, or a manifest ever was there.
  private var isKnown: Bool

  // What changed since the last update.
  private var manifestChanged = false
  private var podsChanged = false
  private var secretsChanged = false
  private var servicesChanged = false
  private var wordsChanged = false

  init(_ key: ObjectKey, _ inputs: ClusterInputs, isKnown: Bool = false) {
    self.key = key
    self.inputs = inputs
    self.isKnown = isKnown
  }

  /// Whether the API server has it.
  var isThere: Bool { manifest != nil }
  /// Whether there is nothing to remember of it.
  var isEmpty: Bool { manifest == nil && pods.isEmpty && services.isEmpty && !isKnown }

  mutating func restored(_ group: GroupID) {
    inputs.restored(group)
    isKnown = true
  }

  mutating func set(manifest next: JSONValue?) {
    // A change of its status or labels is none of what is served.
    manifestChanged = manifestChanged || next?["spec"] != manifest?["spec"] || (next == nil) != (manifest == nil)
    manifest = next
    if next != nil { isKnown = true }
  }

  /// Takes a pod; true where it says something else than before.
  mutating func set(_ pod: BrokerPod?, of key: ObjectKey) -> Bool {
    if pods[key] == pod { return false }
    pods[key] = pod
    podsChanged = true
    return true
  }

  /// Takes a Service; true where it says something else than before.
  mutating func set(_ service: LoadBalancer?, of key: ObjectKey) -> Bool {
    if services[key] == service { return false }
    services[key] = service
    servicesChanged = true
    return true
  }

  /// Takes what agents say; true where it is something else than before.
  mutating func set(_ next: [AgentWord]) -> Bool {
    if words == next { return false }
    words = next
    wordsChanged = true
    return true
  }

  mutating func set(_ content: TLSSecret.Content, ofSecret name: String, at now: Duration, date: Int64) {
    inputs.set(content, ofSecret: name, at: now, date: date)
    secretsChanged = true
  }

  mutating func look(at now: Duration, date: Int64) -> [KubernetesInputs.Directive] {
    inputs.look(at: now, date: date).map { .cluster(key, $0) }
  }

  /// What follows from all that changed.
  mutating func update(at now: Duration) -> [KubernetesInputs.Directive] {
    var directives: [KubernetesInputs.Directive] = []
    let isNew = manifestChanged && judge(into: &directives)
    if podsChanged { choose(into: &directives) }
    let isMoved = servicesChanged && inputs.set(balancerAddresses: balancerAddresses)
    if isNew || podsChanged || secretsChanged || wordsChanged || isMoved, let cluster = inputs.cluster {
      inputs.set(chosen.reports(of: cluster, locations: inputs.membership.locations, words: words))
      directives += inputs.update(at: now).map { .cluster(key, $0) }
    }
    manifestChanged = false
    podsChanged = false
    secretsChanged = false
    servicesChanged = false
    wordsChanged = false
    balance(into: &directives)
    return directives
  }

  /// The cluster is not there any more: what follows, and begins anew with another one's inputs.
  mutating func end(_ fresh: ClusterInputs) -> [KubernetesInputs.Directive] {
    guard isKnown else { return [] }
    let groups = inputs.groups.sorted()
    verdict = .unread
    inputs = fresh
    balancers = [:]
    isKnown = false
    manifestChanged = false
    podsChanged = true
    servicesChanged = true
    return groups.map { .cluster(key, .withdraw($0)) } + [.gone(key)]
  }

  /// Reads the manifest. True where it is another one than was in use.
  private mutating func judge(into directives: inout [KubernetesInputs.Directive]) -> Bool {
    guard let manifest else { return false }
    let read: KafkaCluster
    do throws(ManifestErrors) {
      read = try KafkaCluster(manifest: manifest, defaultNamespace: key.namespace, for: .serving)
    } catch {
      refuse(error.errors.map(\.description), into: &directives)
      return false
    }
    if let problem = inputs.removal(by: read, remedy: "to stop serving, delete the KafkaCluster") {
      refuse([problem], into: &directives)
      return false
    }
    let warnings = read.warnings.map(\.description)
    verdict = .accepted(warnings: warnings)
    inputs.set(read)
    directives.append(.accepted(key, warnings: warnings))
    return true
  }

  private mutating func refuse(_ problems: [String], into directives: inout [KubernetesInputs.Directive]) {
    if verdict == .refused(problems) { return }
    verdict = .refused(problems)
    directives.append(.refused(key, problems: problems))
  }

  private mutating func choose(into directives: inout [KubernetesInputs.Directive]) {
    let before = Set(chosen.problems)
    chosen = BrokerPods(pods.values)
    for problem in chosen.problems where !before.contains(problem) { directives.append(.warning(key, problem)) }
  }

  private mutating func balance(into directives: inout [KubernetesInputs.Directive]) {
    for point in inputs.topology?.accessPoints ?? [] {
      let found = balancers(of: point)
      if balancers[point.name] == found || (balancers[point.name] == nil && found.isEmpty) { continue }
      balancers[point.name] = found
      directives.append(.loadBalancers(point, found))
    }
  }

  /// The first numeric address of each access point's load balancers.
  private var balancerAddresses: [String: IPAddress] {
    var addresses: [String: IPAddress] = [:]
    for service in services.values.sorted(by: { $0.service < $1.service }) where addresses[service.accessPoint] == nil {
      addresses[service.accessPoint] = service.addresses.lazy.compactMap { IPAddress($0) }.first
    }
    return addresses
  }

  /// The Services in front of the Envoys of an access point, by name.
  func balancers(of point: AccessPoint) -> [LoadBalancer] {
    services.values.filter { $0.accessPoint == point.name }.sorted { $0.service < $1.service }
  }
}
