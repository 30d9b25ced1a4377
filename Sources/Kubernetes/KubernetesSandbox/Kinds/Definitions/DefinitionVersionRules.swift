import JSON

/// What is valid in a version of a definition.
enum DefinitionVersionRules {
  private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
  private static let columnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]

  static func problems(in version: JSONValue, place: DefinitionPlace) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if let schema = version.at("schema", "openAPIV3Schema") {
      causes += DefinitionSchemaRules.problems(in: schema, at: place.schema)
    } else {
      causes.append(.required(place.schema))
    }
    for (index, column) in version.elements("additionalPrinterColumns").enumerated() {
      causes += columnProblems(column, at: "\(place.columns)[\(index)]")
    }
    if let scale = version.at("subresources", "scale") {
      for (field, root) in [("specReplicasPath", ".spec"), ("statusReplicasPath", ".status")] {
        causes += pathProblems(scale.text(field), at: "\(place.subresources).scale.\(field)", root: root)
      }
    }
    return causes
  }

  private static func columnProblems(_ column: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if column.text("name").isEmpty { causes.append(.required("\(field).name")) }
    let type = column.text("type")
    if type.isEmpty {
      causes.append(.required("\(field).type", "must be one of \(columnTypes.joined(separator: ","))"))
    } else if !columnTypes.contains(type) {
      causes.append(
        .invalidValue("\(field).type", .string(type), "must be one of \(columnTypes.joined(separator: ","))"))
    }
    let format = column.text("format")
    if !format.isEmpty, !columnFormats.contains(format) {
      causes.append(
        .invalidValue("\(field).format", .string(format), "must be one of \(columnFormats.joined(separator: ","))"))
    }
    let path = column.text("jsonPath")
    if path.isEmpty {
      causes.append(.required("\(field).JSONPath"))
    } else if !path.hasPrefix(".") {
      causes.append(
        .invalidValue("\(field).JSONPath", .string(path), "must be a simple json path starting with ."))
    }
    return causes
  }

  private static func pathProblems(_ path: String, at field: String, root: String) -> [APIFailure.Cause] {
    if path.isEmpty { return [.required(field)] }
    if !path.hasPrefix(".") {
      return [.invalidValue(field, .string(path), "must be a simple json path starting with .")]
    }
    if !path.hasPrefix(root + ".") {
      return [.invalidValue(field, .string(path), "should be a json path under \(root)")]
    }
    return []
  }
}
