import JSON
import KubernetesObjects

/// What a server fills in.
extension SchemaNode {
  /// The value with the defaults of the schema, in all that is there.
  ///
  /// A null of a field that may not be null gets the default; one without a default is taken out. Of a built-in kind it is
  /// the form of the server's own type (`typed`).
  func defaulted(_ value: JSONValue) -> JSONValue { withDefaults(value, dropsNulls: true) }

  /// The same for what server-side apply made: nulls of fields with a type stay, and are not valid.
  func defaultedAfterApply(_ value: JSONValue) -> JSONValue { withDefaults(value, dropsNulls: false) }

  /// A value of a built-in kind as the server's own type writes it: without nulls, with the structures that are always
  /// there, and quantities in their canonical form. Any other value stays as it is.
  func typed(_ value: JSONValue) -> JSONValue { typed(value, fillsDefaults: false) }

  /// The object of a built-in kind in which nothing is set: lists and structures that are always written are null there.
  var zero: JSONValue { isBuiltIn ? zeroMembers : [:] }

  private var zeroMembers: JSONValue {
    var members = JSONObject()
    for (name, node) in properties {
      if node.keyDefault == [:] {
        members[name] = node.zeroMembers
      } else if required.contains(name), node.kind == .object || node.kind == .array {
        members[name] = .null
      }
    }
    return .object(members)
  }

  private func withDefaults(_ value: JSONValue, dropsNulls: Bool) -> JSONValue {
    if isBuiltIn { return typed(value, fillsDefaults: true) }
    switch value {
    case .object(var members):
      for (name, node) in properties {
        let member = members[name]
        if let value = node.defaultValue, member == nil || member == .null && !node.isNullable {
          members[name] = value
        }
      }
      for (name, member) in members {
        guard let node = properties[name] ?? additionalProperties else { continue }
        if member == .null, !node.isNullable, dropsNulls || node.kind == .any {
          members[name] = nil
        } else {
          members[name] = node.withDefaults(member, dropsNulls: dropsNulls)
        }
      }
      return .object(members)
    case .array(let values):
      guard let items else { return value }
      return .array(values.map { items.withDefaults($0, dropsNulls: dropsNulls) })
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
        let member = node.typed(member, fillsDefaults: fillsDefaults)
        // Of the record of managers an empty list says that it is to be forgotten.
        let isKept = name == "managedFields" || required.contains(name) || !node.isLeftOutEmpty(member)
        members[name] = isKept ? member : Optional.none
      }
      return .object(members)
    case .array(let values):
      guard let items else { return value }
      return .array(values.map { items.typed($0, fillsDefaults: fillsDefaults) })
    case .string, .number:
      return written(value) ?? value
    default: return value
    }
  }

  /// The one form in which the server writes a quantity or a time; nil where it is none.
  private func written(_ value: JSONValue) -> JSONValue? {
    switch limits?.format {
    case "quantity": (try? Quantity(json: value)).map { .string($0.description) }
    case "time": (try? Time(json: value)).map { .string($0.description) }
    case "micro-time": (try? MicroTime(json: value)).map { .string($0.description) }
    default: nil
    }
  }

  /// Whether the server's type leaves it out: lists and maps that are empty.
  private func isLeftOutEmpty(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty && additionalProperties != nil
    default: false
    }
  }
}
