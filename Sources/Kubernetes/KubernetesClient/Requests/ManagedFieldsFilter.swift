import JSON

/// Which entries of `metadata.managedFields` are read: they are a third of many objects, and only one's own count.
public enum ManagedFieldsFilter: Sendable, Hashable {
  /// All of them.
  case all
  /// Those of this manager.
  case only(String)
  /// None.
  case none

  /// Moves over an object, and lists it without the entries that are not wanted.
  func document(_ reader: inout JSONReader, capacity: Int) throws(JSONError) -> JSONDocument {
    let path = ["metadata", "managedFields"]
    switch self {
    case .all: return try reader.document(capacity: capacity)
    case .none: return try reader.document(capacity: capacity, without: path)
    case .only(let manager):
      var document = try reader.document(capacity: capacity)
      document.omitElements(at: path) { $0["manager"]?.isString(manager) == true }
      return document
    }
  }
}
