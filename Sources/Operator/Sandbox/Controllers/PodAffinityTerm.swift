import JSON
import KubernetesObjects

/// A term of a pod affinity or anti-affinity: other Pods, and the label of nodes by which they are near.
struct PodAffinityTerm: Sendable {
  /// The label of nodes.
  let topologyKey: String
  private let selector: Selector
  private let namespaces: Set<String>
  private let isForAllNamespaces: Bool

  /// A term as the API has it; `namespace` is that of the Pod that has it. A selector that cannot be read means no Pod.
  init(_ term: JSONValue, namespace: String) {
    topologyKey = term["topologyKey"]?.stringValue ?? ""
    selector = Self.selector(term["labelSelector"])
    let named = Set((term["namespaces"]?.arrayValue ?? []).compactMap(\.stringValue))
    let selected = term["namespaceSelector"]
    namespaces = named.isEmpty && selected == nil ? [namespace] : named
    // A sandbox's namespaces have no labels of their own to choose by: a selector that asks for some means none.
    isForAllNamespaces = selected?.objectValue?.isEmpty == true
  }

  private static func selector(_ json: JSONValue?) -> Selector {
    guard let json, let labels = try? LabelSelector(json: json) else { return .nothing }
    return (try? Selector(labels)) ?? .nothing
  }

  /// Whether another Pod is meant.
  func means(_ pod: Pod) -> Bool {
    (isForAllNamespaces || namespaces.contains(pod.metadata.namespace ?? "")) && selector.matches(pod.metadata.labels)
  }

  /// The required terms of a Pod, by `podAffinity` or `podAntiAffinity`.
  static func required(_ kind: String, of pod: Pod) -> [PodAffinityTerm] {
    let terms = pod.spec?.affinity?[kind]?["requiredDuringSchedulingIgnoredDuringExecution"]?.arrayValue ?? []
    return terms.map { PodAffinityTerm($0, namespace: pod.metadata.namespace ?? "") }
  }

  /// The preferred terms of a Pod with their weights.
  static func preferred(_ kind: String, of pod: Pod) -> [(weight: Int, term: PodAffinityTerm)] {
    let terms = pod.spec?.affinity?[kind]?["preferredDuringSchedulingIgnoredDuringExecution"]?.arrayValue ?? []
    return terms.compactMap { entry in
      guard let term = entry["podAffinityTerm"] else { return nil }
      return (entry["weight"]?.intValue ?? 1, PodAffinityTerm(term, namespace: pod.metadata.namespace ?? ""))
    }
  }
}
