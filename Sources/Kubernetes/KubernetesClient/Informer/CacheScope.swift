public import KubernetesObjects

/// Which objects of a kind a cache holds. The server is asked for these alone: with a namespace, a Role there suffices.
public struct CacheScope: Sendable, Hashable {
  /// The namespace; nil for all, which needs a ClusterRole, and for kinds that are in none.
  public var namespace: String?
  /// The labels that objects must have; nil for any.
  public var labels: Selector?
  /// The fields that objects must have.
  public var fields: [FieldRequirement]

  /// A scope; without any argument, every object of the kind.
  public init(namespace: String? = nil, labels: Selector? = nil, fields: [FieldRequirement] = []) {
    self.namespace = namespace
    self.labels = labels
    self.fields = fields
  }

  /// The selectors as queries have them; empty where there are none.
  var selector: String {
    var parts: [String] = []
    if let labels, !labels.description.isEmpty { parts.append(labels.description) }
    for field in fields { parts.append(field.description) }
    return parts.joined(separator: ",")
  }
}

extension CacheScope: CustomStringConvertible {
  /// The namespace, `*` for all, and the selectors: `kafka app=kafka`.
  public var description: String {
    let namespace = namespace ?? "*"
    return selector.isEmpty ? namespace : "\(namespace) \(selector)"
  }
}
