import JSON
import KubernetesObjects

/// Amounts of resources.
enum QuantityRules {
  /// Holds requests and limits against the form of quantities.
  ///
  /// - Throws: BadRequest, as the real server says it.
  static func check(_ resources: JSONValue?, kind: String) throws(APIFailure) {
    for list in ["requests", "limits"] {
      for (_, value) in resources?.members(list) ?? [:] where quantity(value) == nil {
        throw .unreadable(
          kind: kind,
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
      }
    }
  }

  /// A value as a quantity; nil where it is none.
  static func quantity(_ value: JSONValue?) -> Quantity? { value.flatMap { try? Quantity(json: $0) } }
}
