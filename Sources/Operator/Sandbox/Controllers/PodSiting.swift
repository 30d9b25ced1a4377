import JSON
import KubernetesObjects

/// Where a Pod may and would like to be beside other Pods.
struct PodSiting {
  /// A place by a label of nodes: the label, and its value.
  private struct Place: Hashable {
    let key: String
    let value: String
  }

  /// Where it must not be, by its own required anti-affinity and that of others.
  private var forbidden: Set<Place> = []
  /// Where others are that it must be near, by term.
  private var required: [(key: String, values: Set<String>)] = []
  private var wishes: [Place: Int] = [:]
  private let nodeWishes: [(weight: Int, term: JSONValue)]

  init(_ pod: Pod, among placed: [Pod], nodes: [String: Node]) {
    let preference = pod.spec?.affinity?["nodeAffinity"]?["preferredDuringSchedulingIgnoredDuringExecution"]
    nodeWishes = (preference?.arrayValue ?? []).compactMap { entry in
      entry["preference"].map { (entry["weight"]?.intValue ?? 1, $0) }
    }
    func place(_ other: Pod, _ key: String) -> Place? {
      let node = other.spec?.nodeName.flatMap { nodes[$0] }
      return node?.metadata.labels[key].map { Place(key: key, value: $0) }
    }
    let away = PodAffinityTerm.required("podAntiAffinity", of: pod)
    let near = PodAffinityTerm.required("podAffinity", of: pod)
    let fonder = PodAffinityTerm.preferred("podAffinity", of: pod)
    let averse = PodAffinityTerm.preferred("podAntiAffinity", of: pod)
    required = near.map { ($0.topologyKey, []) }
    for other in placed {
      for term in away where term.means(other) {
        if let place = place(other, term.topologyKey) { forbidden.insert(place) }
      }
      for term in PodAffinityTerm.required("podAntiAffinity", of: other) where term.means(pod) {
        if let place = place(other, term.topologyKey) { forbidden.insert(place) }
      }
      for (index, term) in near.enumerated() where term.means(other) {
        if let place = place(other, term.topologyKey) { required[index].values.insert(place.value) }
      }
      for (weight, term) in fonder where term.means(other) {
        if let place = place(other, term.topologyKey) { wishes[place, default: 0] += weight }
      }
      for (weight, term) in averse where term.means(other) {
        if let place = place(other, term.topologyKey) { wishes[place, default: 0] -= weight }
      }
    }
    // The first of a group that wants to be together may be anywhere.
    for (index, term) in near.enumerated() where required[index].values.isEmpty && term.means(pod) {
      required[index].values = Set(nodes.values.compactMap { $0.metadata.labels[term.topologyKey] })
    }
  }

  /// What other Pods have against a node; nil where nothing.
  func reason(against node: Node) -> String? {
    for (key, value) in node.metadata.labels where forbidden.contains(Place(key: key, value: value)) {
      return "node(s) didn't match pod anti-affinity rules"
    }
    for (key, values) in required {
      guard let value = node.metadata.labels[key], values.contains(value) else {
        return "node(s) didn't match pod affinity rules"
      }
    }
    return nil
  }

  /// How much it would like to be on a node.
  func score(of node: Node) -> Int {
    var score = 0
    for (key, value) in node.metadata.labels { score += wishes[Place(key: key, value: value)] ?? 0 }
    for (weight, term) in nodeWishes where NodeSelectorTerms.matches(term, node) { score += weight }
    return score
  }
}
