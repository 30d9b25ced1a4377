import JSON

/// Which entries of `metadata.managedFields` are read: they are a third of many objects, and only one's own count.
public enum ManagedFieldsFilter: Sendable, Hashable {
  /// All of them.
  case all
  /// Those of this manager.
  case only(String)
  /// None.
  case none

  /// Reads an object, moving over the entries that are not wanted.
  func readObject(_ reader: inout JSONReader) throws(JSONError) -> JSONValue {
    guard self != .all, try reader.nextKind() == .object else { return try reader.value() }
    var members = JSONObject()
    try reader.beginObject()
    while let key = try reader.nextKey() {
      let value = key == "metadata" ? try readMetadata(&reader) : try reader.value()
      members[key] = value
    }
    return .object(members)
  }

  private func readMetadata(_ reader: inout JSONReader) throws(JSONError) -> JSONValue {
    guard try reader.nextKind() == .object else { return try reader.value() }
    var members = JSONObject()
    try reader.beginObject()
    while let key = try reader.nextKey() {
      guard key == "managedFields", try reader.nextKind() == .array else {
        members[key] = try reader.value()
        continue
      }
      let entries = try readEntries(&reader)
      if !entries.isEmpty { members[key] = .array(entries) }
    }
    return .object(members)
  }

  private func readEntries(_ reader: inout JSONReader) throws(JSONError) -> [JSONValue] {
    var entries: [JSONValue] = []
    try reader.beginArray()
    while try reader.nextElement() {
      guard case .only(let manager) = self, try reader.nextKind() == .object else {
        try reader.skip()
        continue
      }
      if let entry = try readEntry(of: manager, &reader) { entries.append(entry) }
    }
    return entries
  }

  /// Reads an entry where it is the manager's. Servers write the manager first, so that others' are moved over.
  private func readEntry(of manager: String, _ reader: inout JSONReader) throws(JSONError) -> JSONValue? {
    var members = JSONObject()
    var isAnothers = false
    try reader.beginObject()
    while let key = try reader.nextKey() {
      if isAnothers {
        try reader.skip()
        continue
      }
      let value = try reader.value()
      members[key] = value
      if key == "manager" { isAnothers = value != .string(manager) }
    }
    return isAnothers || members["manager"] == nil ? nil : .object(members)
  }
}
