import JSON
import KubernetesObjects

/// What a server fills in.
extension SchemaNode {
  /// The value with the defaults of the schema, in all that is there.
  ///
  /// Of a field that may not be null and has no default, a null is taken out; of a built-in kind it is the form of the
  /// server's own type (`typed`).
  func defaulted(_ value: JSONValue) -> JSONValue {
    isBuiltIn ? typed(value, fillsDefaults: true) : withDefaults(value)
  }

  /// A value of a built-in kind as the server's own type writes it: without nulls, with the structures that are always
  /// there, and quantities in their canonical form. Any other value stays as it is.
  func typed(_ value: JSONValue) -> JSONValue { typed(value, fillsDefaults: false) }

  private func withDefaults(_ value: JSONValue) -> JSONValue {
    if isBuiltIn { return typed(value, fillsDefaults: true) }
    switch value {
    case .object(var members):
      for (name, node) in properties {
        let member = members[name]
        if let value = node.defaultValue, member == nil || member == .null && !node.isNullable {
          members[name] = value
        } else if member == .null, !node.isNullable, node.kind != .any {
          members[name] = nil
        }
      }
      for (name, member) in members {
        guard let node = properties[name] ?? additionalProperties else { continue }
        members[name] = node.withDefaults(member)
      }
      return .object(members)
    case .array(let values):
      guard let items else { return value }
      return .array(values.map(items.withDefaults))
    default: return value
    }
  }

  private func typed(_ value: JSONValue, fillsDefaults: Bool) -> JSONValue {
    guard isBuiltIn else {
      // Of a custom resource the metadata has a type.
      guard kind == .object, let metadata = properties["metadata"], metadata.isBuiltIn,
        let found = value["metadata"]
      else { return value }
      var value = value
      value["metadata"] = metadata.typed(found, fillsDefaults: fillsDefaults)
      return value
    }
    switch value {
    case .object(var members) where kind == .object && !(preservesUnknownFields && properties.isEmpty):
      for name in members.keys where members[name] == .null { members[name] = nil }
      for (name, node) in properties where members[name] == nil {
        if fillsDefaults, let value = node.defaultValue { members[name] = value }
        if node.keyDefault == [:] { members[name] = [:] }
      }
      for (name, member) in members {
        guard let node = properties[name] ?? additionalProperties else { continue }
        members[name] = node.typed(member, fillsDefaults: fillsDefaults)
      }
      return .object(members)
    case .array(let values):
      guard let items else { return value }
      return .array(values.map { items.typed($0, fillsDefaults: fillsDefaults) })
    case .string, .number:
      guard limits?.format == "quantity", let quantity = try? Quantity(json: value) else { return value }
      return .string(quantity.description)
    default: return value
    }
  }
}
