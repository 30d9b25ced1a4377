import JSON

/// Makes tables of objects (`meta.k8s.io/v1`), as `kubectl get` shows them.
struct TableWriter: Sendable {
  /// How much of its object a row holds.
  enum IncludedObject: String, Sendable {
    case none = "None"
    case metadata = "Metadata"
    case whole = "Object"
  }

  private let type: ResourceType
  private let version: ResourceType.Version
  private let included: IncludedObject
  private let now: Int64
  private let paths: [ColumnPath]

  /// A writer.
  ///
  /// - Parameters:
  ///   - included: The parameter `includeObject`, empty for the metadata.
  ///   - now: Seconds since the epoch, for ages.
  /// - Throws: `badRequest` where the parameter is none.
  init(
    _ type: ResourceType, _ version: ResourceType.Version, includeObject included: String, now: Int64
  ) throws(APIFailure) {
    self.type = type
    self.version = version
    self.now = now
    guard let shown = included.isEmpty ? .metadata : IncludedObject(rawValue: included) else {
      throw APIFailure(
        .badRequest,
        "Unable to convert to Table as requested: includeObject: Invalid value: \"\(included)\": must be 'Metadata', "
          + "'Object', 'None', or empty")
    }
    self.included = shown
    paths = type.definition == nil ? [] : version.columns.map { ColumnPath($0.path) }
  }

  /// A table with a row for each object.
  func table(_ objects: [JSONValue], resourceVersion: String, hasColumns: Bool) -> JSONValue {
    table(objects, metadata: ["resourceVersion": .string(resourceVersion)], hasColumns: hasColumns)
  }

  /// A table with a row for each object.
  ///
  /// - Parameter hasColumns: Whether it tells its columns: of a watch only the first does.
  func table(_ objects: [JSONValue], metadata: JSONObject, hasColumns: Bool) -> JSONValue {
    [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": .object(metadata),
      "columnDefinitions": hasColumns ? .array(columns.map(Self.definition)) : .null,
      "rows": .array(objects.map(row)),
    ]
  }

  private func row(_ object: JSONValue) -> JSONValue {
    var row: JSONObject = ["cells": .array(cells(of: object))]
    switch included {
    case .none: row["object"] = .null
    case .metadata: row["object"] = AnswerForm.partial(object)
    case .whole: row["object"] = object
    }
    return .object(row)
  }

  private var namesItself: Bool { type.definition == nil && version.columns.contains { $0.name == "Name" } }

  private var columns: [ResourceType.Column] {
    if namesItself { return version.columns }
    let name = ResourceType.Column(
      name: "Name", type: "string", format: "name", description: "The name of the object.", priority: 0,
      path: ".metadata.name")
    return [name] + version.columns
  }

  private static func definition(_ column: ResourceType.Column) -> JSONValue {
    [
      "name": .string(column.name), "type": .string(column.type), "format": .string(column.format),
      "description": .string(column.description), "priority": .number(JSONNumber(column.priority)),
    ]
  }

  private func cells(of object: JSONValue) -> [JSONValue] {
    let name = namesItself ? [] : [object["metadata"]?["name"] ?? ""]
    if type.definition == nil, let cells = BuiltInTable.cells(of: object, kind: type.kind, now: now) {
      return name + cells
    }
    return name + zip(version.columns, paths).map { column, path in cell(column, path.value(in: object)) }
  }

  /// A value as its column's type shows it; a value of another type is left out.
  private func cell(_ column: ResourceType.Column, _ value: JSONValue?) -> JSONValue {
    guard let value, !value.isNull else { return .null }
    switch column.type {
    case "date": return .string(TableFormat.age(since: value, now: now))
    case "integer":
      guard let number = value.numberValue else { return .null }
      return .number(number.intValue.map { JSONNumber($0) } ?? number)
    case "number": return value.numberValue == nil ? .null : value
    case "boolean": return value.boolValue == nil ? .null : value
    default: return .string(value.stringValue ?? value.text())
    }
  }
}
