public import JSON

/// One document of a YAML text, as the JSON value that kubectl would send for it.
public struct YAMLDocument: Sendable {
  /// The value.
  public let value: JSONValue
  /// What is legal and yet probably not meant, such as a key that is written twice.
  public let warnings: [YAMLWarning]
  let places: YAMLPlaces

  /// Where a value is written (a member: where its key is); where it is missing, the place of what would hold it.
  public func position(of path: JSONPath) -> YAMLPosition? { places.position(of: path) }

  /// A value within as a document of its own, whose positions are still those of the text; nil where there is none.
  /// Warnings stay with the whole.
  public func part(at path: JSONPath) -> YAMLDocument? {
    guard let value = value[path] else { return nil }
    return YAMLDocument(value: value, warnings: [], places: places.part(at: path))
  }
}
