import JSON

/// Writes the events of one watch as lines of JSON.
struct WatchEventWriter: Sendable {
  private let shape: AnswerForm.Shape
  private let table: TableWriter
  private let apiVersion: String
  private let kind: String
  private var hasTold = false

  init(_ form: AnswerForm, _ table: TableWriter, apiVersion: String, kind: String) {
    shape = form.shape
    self.table = table
    self.apiVersion = apiVersion
    self.kind = kind
  }

  private static func word(_ kind: StoreEvent.Kind) -> String {
    switch kind {
    case .added: "ADDED"
    case .modified: "MODIFIED"
    case .deleted: "DELETED"
    }
  }

  /// A line of a type and the text of its object.
  static func line(_ type: String, _ object: [UInt8]) -> [UInt8] {
    var line = Array("{\"type\":\"\(type)\",\"object\":".utf8)
    line.reserveCapacity(line.count + object.count + 2)
    line += object
    line += [UInt8(ascii: "}"), UInt8(ascii: "\n")]
    return line
  }

  /// The line of an object.
  mutating func line(_ event: StoreEvent.Kind, _ object: StoredObject, _ texts: inout EventTexts) -> [UInt8] {
    let type = Self.word(event)
    switch shape {
    case .whole, .aggregatedDiscovery:
      return texts.line(event, object, .whole) { Self.line(type, object.bytes) }
    case .metadata:
      return texts.line(event, object, .metadata) { Self.line(type, AnswerForm.partial(object.json).serialized()) }
    case .table: return Self.line(type, row(object.json, version: object.version))
    }
  }

  /// A table of one row; the first of a watch tells the columns.
  private mutating func row(_ object: JSONValue, version: Int) -> [UInt8] {
    defer { hasTold = true }
    return table.table([object], resourceVersion: String(version), hasColumns: !hasTold).serialized()
  }

  /// The line of a bookmark: nothing but a version.
  mutating func bookmark(_ version: Int, endsInitial: Bool) -> [UInt8] {
    var metadata: JSONValue = ["resourceVersion": .string(String(version))]
    if endsInitial { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let object: JSONValue = ["kind": .string(kind), "apiVersion": .string(apiVersion), "metadata": metadata]
    switch shape {
    case .whole, .aggregatedDiscovery: return Self.line("BOOKMARK", object.serialized())
    case .metadata: return Self.line("BOOKMARK", AnswerForm.partial(object).serialized())
    case .table: return Self.line("BOOKMARK", row(object, version: version))
    }
  }
}
