import JSON
import YAML

extension AnswerForm {
  /// The text of a value.
  func text(of value: JSONValue) -> [UInt8] {
    if isYAML { return Array(YAML.text(of: value).utf8) }
    return isPretty ? value.serialized(style: .pretty) : value.serialized()
  }

  /// Whether a stored object's own text is the answer.
  private var isPlain: Bool { shape == .whole && !isYAML && !isPretty }

  /// One object.
  func text(of object: JSONValue, _ table: TableWriter) -> [UInt8] {
    switch shape {
    case .whole, .aggregatedDiscovery: text(of: object)
    case .metadata: text(of: Self.partial(object))
    case .table:
      text(
        of: table.table(
          [object], resourceVersion: object["metadata"]?["resourceVersion"]?.stringValue ?? "", hasColumns: true))
    }
  }

  /// The objects of a list.
  func text(of page: ListPage, of type: ResourceType, version: String, _ table: TableWriter) -> [UInt8] {
    var metadata: JSONObject = ["resourceVersion": .string(String(page.resourceVersion))]
    if let token = page.continueToken { metadata["continue"] = .string(token) }
    if let count = page.remainingItemCount { metadata["remainingItemCount"] = .number(JSONNumber(count)) }
    switch shape {
    case .table:
      return text(of: table.table(page.objects.map(\.json), metadata: metadata, hasColumns: true))
    case .metadata:
      return text(
        of: [
          "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": .object(metadata),
          "items": .array(page.objects.map { Self.partial($0.json) }),
        ])
    case .whole, .aggregatedDiscovery:
      let head: JSONValue = [
        "kind": .string(type.listKind), "apiVersion": .string(type.apiVersion(version)),
        "metadata": .object(metadata),
      ]
      return isPlain ? Self.list(head, page.objects, type, version) : list(head, page.objects, type)
    }
  }

  private func list(_ head: JSONValue, _ objects: [StoredObject], _ type: ResourceType) -> [UInt8] {
    var list = head
    list["items"] = .array(
      objects.map { object in
        guard type.definition == nil else { return object.json }
        var item = object.json
        item["kind"] = nil
        item["apiVersion"] = nil
        return item
      })
    return text(of: list)
  }

  /// A list from the texts of its objects. Those of built-in kinds tell neither kind nor version in it.
  private static func list(
    _ head: JSONValue, _ objects: [StoredObject], _ type: ResourceType, _ version: String
  ) -> [UInt8] {
    let start: JSONValue = ["kind": .string(type.kind), "apiVersion": .string(type.apiVersion(version))]
    let prefix = start.serialized().dropLast() + [UInt8(ascii: ",")]
    var bytes = Array(head.serialized().dropLast())
    bytes.reserveCapacity(bytes.count + objects.reduce(64) { $0 + $1.bytes.count + 1 })
    bytes += Array(",\"items\":[".utf8)
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if type.definition == nil, object.bytes.starts(with: prefix) {
        bytes.append(UInt8(ascii: "{"))
        bytes += object.bytes[prefix.count...]
      } else {
        bytes += object.bytes
      }
    }
    bytes += Array("]}".utf8)
    return bytes
  }

  /// The metadata of an object alone.
  static func partial(_ object: JSONValue) -> JSONValue {
    ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": object["metadata"] ?? [:]]
  }
}
