import JSON
import KubernetesObjects

/// How a scalar is compared: some have several texts for one value, of which the API server writes one.
enum ValueForm {
  /// By its JSON.
  case plain
  /// An amount: `1000m` is `1`.
  case quantity
  /// A point in time, in whatever zone.
  case time
  /// Bytes in Base64.
  case base64

  /// The form of the field at a path of a kind that the server has types for.
  init(at path: FieldPath, of kind: APIKind) {
    self = kind.isBuiltIn ? Self.builtIn(path.trailingNames(3), path.elements.count, kind.kind) : .plain
  }

  private static func builtIn(_ names: [String], _ depth: Int, _ kind: String) -> ValueForm {
    let name = names.first ?? ""
    let parent = names.count > 1 ? names[1] : ""
    let grandparent = names.count > 2 ? names[2] : ""
    switch (grandparent, parent, name) {
    case ("resources", "limits", _), ("resources", "requests", _), ("spec", "capacity", _), ("spec", "hard", _),
      ("spec", "overhead", _), (_, "emptyDir", "sizeLimit"), (_, "resourceFieldRef", "divisor"):
      return .quantity
    case (_, "data", _) where kind == "Secret" && depth == 2,
      (_, "binaryData", _) where kind == "ConfigMap" && depth == 2,
      (_, "stringData", _) where kind == "Secret" && depth == 2, (_, "clientConfig", "caBundle"):
      return .base64
    case (_, "spec", _) where name.hasSuffix("Time"): return .time
    default: return .plain
    }
  }

  /// Whether two scalars are the same value.
  func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if left == right { return true }
    switch self {
    case .quantity:
      guard let left = try? Quantity(json: left), let right = try? Quantity(json: right) else { return false }
      return left == right
    case .time:
      guard let left = try? MicroTime(json: left), let right = try? MicroTime(json: right) else { return false }
      return left == right
    case .base64:
      guard let left = try? SecretBytes(json: left), let right = try? SecretBytes(json: right) else { return false }
      return left == right
    case .plain: return Self.areEqualNumbers(left, right)
    }
  }

  /// Whether both are numbers of one value: `1` is `1.0`.
  private static func areEqualNumbers(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard let left = left.numberValue, let right = right.numberValue else { return false }
    if let left = left.intValue, let right = right.intValue { return left == right }
    guard let left = left.doubleValue, let right = right.doubleValue else { return false }
    return left == right
  }
}
