import JSON

/// One walk through the schema of a definition that collects why it is not structural, or not allowed; in the words of the
/// real server.
struct StructuralSchemaCheck {
  /// Where a part of a schema stands.
  enum Place {
    case root, field, item
  }

  private static let types = ["array", "boolean", "integer", "number", "object", "string"]
  private static let junctors = ["allOf", "anyOf", "oneOf", "not"]

  private(set) var problems: [APIFailure.Cause] = []

  mutating func check(_ schema: JSONValue, at path: String, _ place: Place = .root) {
    if schema["$ref"] == nil { checkType(schema, path, place) }
    checkForbidden(schema, path)
    checkList(schema, path)
    checkExtensions(schema, path)
    checkObjectMembers(schema, path, isObject: place == .root || schema["x-kubernetes-embedded-resource"] == true)
    for word in Self.junctors { checkJunctor(word, schema, path) }
    for (name, property) in schema["properties"]?.objectValue ?? [:] {
      check(property, at: "\(path).properties[\(name)]", .field)
    }
    if let additional = schema["additionalProperties"], additional.objectValue != nil {
      check(additional, at: "\(path).additionalProperties", .field)
    }
    if let items = schema["items"], items.objectValue != nil { check(items, at: "\(path).items", .item) }
  }

  private mutating func require(_ text: String, _ field: String) {
    problems.append(APIFailure.Cause("FieldValueRequired", "Required value: \(text)", field: field))
  }

  private mutating func forbid(_ text: String, _ field: String) {
    problems.append(APIFailure.Cause("FieldValueForbidden", "Forbidden: \(text)", field: field))
  }

  private mutating func refuse(_ value: JSONValue, _ text: String, _ field: String) {
    problems.append(APIFailure.Cause("FieldValueInvalid", "Invalid value: \(value): \(text)", field: field))
  }

  private mutating func demand(_ value: JSONValue?, oneOf allowed: [String], _ field: String) {
    guard let value, !allowed.contains(value.stringValue ?? "") else { return }
    let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
    problems.append(
      APIFailure.Cause(
        "FieldValueNotSupported", "Unsupported value: \(value): supported values: \(list)", field: field))
  }

  private mutating func checkType(_ schema: JSONValue, _ path: String, _ place: Place) {
    let field = "\(path).type"
    let type = schema["type"]?.stringValue ?? ""
    if place == .root, schema["nullable"] == true { forbid("nullable cannot be true at the root", "\(path).nullable") }
    guard !type.isEmpty else {
      switch place {
      case .root: require("must not be empty at the root", field)
      case _ where schema["x-kubernetes-int-or-string"] == true: break
      case _ where schema["x-kubernetes-preserve-unknown-fields"] == true: break
      case .field: require("must not be empty for specified object fields", field)
      case .item: require("must not be empty for specified array items", field)
      }
      return
    }
    if place == .root, type != "object" { refuse(.string(type), "must be object at the root", field) }
    demand(.string(type), oneOf: Self.types, field)
    if type == "null" { forbid("type cannot be set to null, use nullable as an alternative", field) }
    if type == "array" {
      switch schema["items"] {
      case nil: require("must be specified", "\(path).items")
      case .array?: forbid("items must be a schema object and not an array", "\(path).items")
      default: break
      }
    }
  }

  private mutating func checkForbidden(_ schema: JSONValue, _ path: String) {
    if schema["$ref"] != nil { forbid("$ref is not supported", "\(path).$ref") }
    if schema["uniqueItems"] == true {
      forbid("uniqueItems cannot be set to true since the runtime complexity becomes quadratic", "\(path).uniqueItems")
    }
    if schema["properties"]?.objectValue?.isEmpty == false, let additional = schema["additionalProperties"],
      additional != false
    {
      forbid("additionalProperties and properties are mutual exclusive", "\(path).additionalProperties")
    }
    if let pattern = schema["pattern"]?.stringValue {
      do { try LinearPattern.checked(pattern) } catch {
        refuse(.string(pattern), "must be a valid regular expression, but isn't: \(error)", "\(path).pattern")
      }
    }
  }

  private mutating func checkList(_ schema: JSONValue, _ path: String) {
    let type = schema["x-kubernetes-list-type"]
    let typeField = "\(path).x-kubernetes-list-type"
    let keys = schema["x-kubernetes-list-map-keys"]?.arrayValue ?? []
    let keysField = "\(path).x-kubernetes-list-map-keys"
    demand(type, oneOf: ["atomic", "set", "map"], typeField)
    if type != nil, schema["type"] != "array" {
      refuse(schema["type"] ?? "", "must be array if x-kubernetes-list-type is specified", "\(path).type")
    }
    if type != "map", !keys.isEmpty { require("must be map if x-kubernetes-list-map-keys is non-empty", typeField) }
    guard let items = schema["items"], items.objectValue != nil else { return }
    if type == "set", items["type"] == "object" || items["type"] == "array" {
      let field = items["type"] == "object" ? "x-kubernetes-map-type" : "x-kubernetes-list-type"
      if items[field] != "atomic", items["type"] == "object" || items[field] != nil {
        refuse(
          items[field] ?? .null, "must be atomic as item of a list with x-kubernetes-list-type=set",
          "\(path).items.\(field)")
      }
    }
    guard type == "map" else { return }
    if keys.isEmpty { require("must not be empty if x-kubernetes-list-type is map", keysField) }
    if items["type"] != "object" {
      refuse(
        items["type"] ?? "", "must be object if parent array's x-kubernetes-list-type is map", "\(path).items.type")
    }
    let required = items["required"]?.arrayValue ?? []
    for key in keys {
      guard let property = items["properties"]?[key.stringValue ?? ""] else {
        refuse(.array(keys), "entries must all be names of item properties", keysField)
        continue
      }
      let place = "\(path).items.properties[\(key.stringValue ?? "")]"
      if property["type"] == "object" || property["type"] == "array" {
        refuse(
          property["type"] ?? "", "must be a scalar type if parent array's x-kubernetes-list-type is map",
          "\(place).type")
      }
      if property["default"] == nil, !required.contains(key) {
        require(
          "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property",
          "\(place).default")
      }
    }
  }

  private mutating func checkExtensions(_ schema: JSONValue, _ path: String) {
    demand(schema["x-kubernetes-map-type"], oneOf: ["atomic", "granular"], "\(path).x-kubernetes-map-type")
    if schema["x-kubernetes-map-type"] != nil, schema["type"] != "object" {
      refuse(schema["type"] ?? "", "must be object if x-kubernetes-map-type is specified", "\(path).type")
    }
    if schema["x-kubernetes-preserve-unknown-fields"] == false {
      refuse(false, "must be true or undefined", "\(path).x-kubernetes-preserve-unknown-fields")
    }
    guard schema["x-kubernetes-embedded-resource"] == true else { return }
    if schema["x-kubernetes-preserve-unknown-fields"] != true, schema["properties"]?.objectValue?.isEmpty ?? true {
      require(
        "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields",
        "\(path).properties")
    }
    if schema["type"] != "object" {
      refuse(schema["type"] ?? "", "must be object if x-kubernetes-embedded-resource is true", "\(path).type")
    }
  }

  /// The members that every object has are the server's; of the metadata only the name may be restricted.
  private mutating func checkObjectMembers(_ schema: JSONValue, _ path: String, isObject: Bool) {
    guard isObject, let properties = schema["properties"] else { return }
    for name in ["apiVersion", "kind"] {
      if let type = properties[name]?["type"], type != "string" {
        refuse(type, "must be string", "\(path).properties[\(name)].type")
      }
    }
    guard let metadata = properties["metadata"] else { return }
    if let type = metadata["type"], type != "object" {
      refuse(type, "must be object", "\(path).properties[metadata].type")
    }
    for name in metadata["properties"]?.objectValue?.keys ?? [] where name != "name" && name != "generateName" {
      forbid(
        "must not specify anything other than name and generateName, but metadata is implicitly specified",
        "\(path).properties[metadata]")
      return
    }
  }

  private mutating func checkJunctor(_ word: String, _ schema: JSONValue, _ path: String) {
    guard let value = schema[word] else { return }
    if schema["x-kubernetes-int-or-string"] == true {
      let both: JSONValue = [["type": "integer"], ["type": "string"]]
      if word == "anyOf", value == both { return }
      if word == "allOf", value[0]?["anyOf"] == both {
        for (index, part) in (value.arrayValue ?? []).enumerated().dropFirst() {
          checkCondition(part, "\(path).\(word)[\(index)]")
        }
        return
      }
    }
    guard let parts = value.arrayValue else { return checkCondition(value, "\(path).\(word)") }
    for (index, part) in parts.enumerated() { checkCondition(part, "\(path).\(word)[\(index)]") }
  }

  /// What is valid may be said in there, and not what there is.
  private mutating func checkCondition(_ schema: JSONValue, _ path: String) {
    for name in ["type", "description", "title"] where !(schema[name]?.stringValue ?? "").isEmpty {
      forbid("must be empty to be structural", "\(path).\(name)")
    }
    for name in ["default", "additionalProperties"] where schema[name] != nil {
      forbid("must be undefined to be structural", "\(path).\(name)")
    }
    let flags = [
      "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource",
      "x-kubernetes-int-or-string",
    ]
    for name in flags where schema[name] == true { forbid("must be false to be structural", "\(path).\(name)") }
    for word in Self.junctors {
      guard let value = schema[word] else { continue }
      guard let parts = value.arrayValue else {
        checkCondition(value, "\(path).\(word)")
        continue
      }
      for (index, part) in parts.enumerated() { checkCondition(part, "\(path).\(word)[\(index)]") }
    }
    for (name, property) in schema["properties"]?.objectValue ?? [:] {
      checkCondition(property, "\(path).properties[\(name)]")
    }
    if let items = schema["items"] { checkCondition(items, "\(path).items") }
  }
}
