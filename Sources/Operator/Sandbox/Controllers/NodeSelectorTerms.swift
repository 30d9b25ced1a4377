import JSON
import KubernetesObjects

/// Which nodes a node affinity means (`nodeSelectorTerms`): those that any of its terms matches.
///
/// What cannot be read matches nothing: a Pod waits rather than runs where it must not.
struct NodeSelectorTerms: Sendable, Hashable {
  private let terms: [JSONValue]

  /// The terms of a `NodeSelector`.
  init(_ selector: JSONValue?) { terms = selector?["nodeSelectorTerms"]?.arrayValue ?? [] }

  /// Whether a node is meant.
  func matches(_ node: Node) -> Bool { terms.contains { Self.matches($0, node) } }

  /// Whether one term (`NodeSelectorTerm`) means a node; an empty one means none.
  static func matches(_ term: JSONValue, _ node: Node) -> Bool {
    let expressions = term["matchExpressions"]?.arrayValue ?? []
    let fields = term["matchFields"]?.arrayValue ?? []
    if expressions.isEmpty && fields.isEmpty { return false }
    return expressions.allSatisfy { matches($0, node.metadata.labels) }
      && fields.allSatisfy { matches($0, ["metadata.name": node.metadata.name]) }
  }

  private static func matches(_ requirement: JSONValue, _ labels: [String: String]) -> Bool {
    let key = requirement["key"]?.stringValue ?? ""
    let values = (requirement["values"]?.arrayValue ?? []).compactMap(\.stringValue)
    let label = labels[key]
    switch requirement["operator"]?.stringValue {
    case "In": return label.map { values.contains($0) } ?? false
    case "NotIn": return label.map { !values.contains($0) } ?? true
    case "Exists": return label != nil
    case "DoesNotExist": return label == nil
    case "Gt", "Lt":
      guard let label = label.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
        return false
      }
      return requirement["operator"] == "Gt" ? label > bound : label < bound
    default: return false
    }
  }
}
