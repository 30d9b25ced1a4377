import Foundation
import JSON

/// Reads the bodies that kubectl's own subcommands send as protocol buffers (`create namespace`, `auth can-i`, `create
/// token`, `drain`), although it is told of JSON. Only their kinds are known here, by the field numbers of the API's
/// definitions (`generated.proto`); all else must come as JSON or YAML.
struct TypedBody {
  /// What stands before such a body.
  private static let mark: [UInt8] = Array("k8s".utf8) + [0]
  private static let maximumDepth = 16

  private struct Malformed: Error {}

  /// What a field is.
  private indirect enum Field: Sendable {
    case text
    case base64
    case integer
    case boolean
    case message(String)
    case list(Field)
    case map(Field)
  }

  private static let metadata: (String, Field) = ("metadata", .message("ObjectMeta"))

  /// The fields of messages, by their numbers.
  private static let messages: [String: [Int: (String, Field)]] = [
    "ObjectMeta": [
      1: ("name", .text), 2: ("generateName", .text), 3: ("namespace", .text), 5: ("uid", .text),
      6: ("resourceVersion", .text), 11: ("labels", .map(.text)), 12: ("annotations", .map(.text)),
      14: ("finalizers", .list(.text)),
    ],
    "Namespace": [1: metadata, 2: ("spec", .message("NamespaceSpec"))],
    "NamespaceSpec": [1: ("finalizers", .list(.text))],
    "ServiceAccount": [
      1: metadata, 2: ("secrets", .list(.message("ObjectReference"))),
      3: ("imagePullSecrets", .list(.message("LocalObjectReference"))), 4: ("automountServiceAccountToken", .boolean),
    ],
    "ObjectReference": [
      1: ("kind", .text), 2: ("namespace", .text), 3: ("name", .text), 4: ("uid", .text), 5: ("apiVersion", .text),
      6: ("resourceVersion", .text), 7: ("fieldPath", .text),
    ],
    "LocalObjectReference": [1: ("name", .text)],
    "ConfigMap": [
      1: metadata, 2: ("data", .map(.text)), 3: ("binaryData", .map(.base64)), 4: ("immutable", .boolean),
    ],
    "Secret": [
      1: metadata, 2: ("data", .map(.base64)), 3: ("type", .text), 4: ("stringData", .map(.text)),
      5: ("immutable", .boolean),
    ],
    "Role": [1: metadata, 2: ("rules", .list(.message("PolicyRule")))],
    "ClusterRole": [1: metadata, 2: ("rules", .list(.message("PolicyRule")))],
    "PolicyRule": [
      1: ("verbs", .list(.text)), 2: ("apiGroups", .list(.text)), 3: ("resources", .list(.text)),
      4: ("resourceNames", .list(.text)), 5: ("nonResourceURLs", .list(.text)),
    ],
    "RoleBinding": [1: metadata, 2: ("subjects", .list(.message("Subject"))), 3: ("roleRef", .message("RoleRef"))],
    "ClusterRoleBinding": [
      1: metadata, 2: ("subjects", .list(.message("Subject"))), 3: ("roleRef", .message("RoleRef")),
    ],
    "Subject": [1: ("kind", .text), 2: ("apiGroup", .text), 3: ("name", .text), 4: ("namespace", .text)],
    "RoleRef": [1: ("apiGroup", .text), 2: ("kind", .text), 3: ("name", .text)],
    "Eviction": [1: metadata, 2: ("deleteOptions", .message("DeleteOptions"))],
    "DeleteOptions": [
      1: ("gracePeriodSeconds", .integer), 2: ("preconditions", .message("Preconditions")),
      3: ("orphanDependents", .boolean), 4: ("propagationPolicy", .text), 5: ("dryRun", .list(.text)),
    ],
    "Preconditions": [1: ("uid", .text), 2: ("resourceVersion", .text)],
    "TokenRequest": [1: metadata, 2: ("spec", .message("TokenRequestSpec"))],
    "TokenRequestSpec": [1: ("audiences", .list(.text)), 4: ("expirationSeconds", .integer)],
    "SelfSubjectReview": [1: metadata],
    "SelfSubjectRulesReview": [1: metadata, 2: ("spec", .message("RulesReviewSpec"))],
    "RulesReviewSpec": [1: ("namespace", .text)],
    "SelfSubjectAccessReview": [1: metadata, 2: ("spec", .message("AccessReviewSpec"))],
    "AccessReviewSpec": [
      1: ("resourceAttributes", .message("ResourceAttributes")),
      2: ("nonResourceAttributes", .message("NonResourceAttributes")),
    ],
    "ResourceAttributes": [
      1: ("namespace", .text), 2: ("verb", .text), 3: ("group", .text), 4: ("version", .text), 5: ("resource", .text),
      6: ("subresource", .text), 7: ("name", .text),
    ],
    "NonResourceAttributes": [1: ("path", .text), 2: ("verb", .text)],
  ]

  /// The kinds that are known: what begins with metadata, and the options of deletions.
  private static func isKnown(_ kind: String) -> Bool { kind == "DeleteOptions" || messages[kind]?[1]?.0 == "metadata" }

  /// The body as the value that JSON would have been.
  ///
  /// - Throws: `badRequest` where it is malformed, `unsupportedMediaType` for a kind that is not known here.
  static func value(of bytes: [UInt8]) throws(APIFailure) -> JSONValue {
    let malformed = APIFailure(.badRequest, "the body of the request is no object in protocol buffers")
    guard bytes.starts(with: mark) else { throw malformed }
    do {
      var head: JSONValue = [:]
      var raw: ArraySlice<UInt8> = []
      try eachField(bytes.dropFirst(mark.count)) { number, value in
        switch (number, value) {
        case (1, .bytes(let bytes)):
          try eachField(bytes) { number, value in
            guard case .bytes(let text) = value else { throw Malformed() }
            if number == 1 { head["apiVersion"] = .string(try Self.text(text)) }
            if number == 2 { head["kind"] = .string(try Self.text(text)) }
          }
        case (2, .bytes(let bytes)): raw = bytes
        default: break
        }
      }
      let kind = head["kind"]?.stringValue ?? ""
      guard isKnown(kind) else {
        throw APIFailure(
          .unsupportedMediaType,
          "\(kind) is not read here in protocol buffers: send JSON or YAML, with kubectl by "
            + "'kubectl create --dry-run=client -o yaml … | kubectl apply -f -'")
      }
      let object = try message(kind, raw, depth: 0)
      for (key, value) in object.objectValue ?? [:] { head[key] = value }
      return head
    } catch let failure as APIFailure { throw failure } catch { throw malformed }
  }

  // MARK: Values

  private static func message(_ name: String, _ bytes: ArraySlice<UInt8>, depth: Int) throws -> JSONValue {
    guard depth < maximumDepth else { throw Malformed() }
    let fields = messages[name] ?? [:]
    var object: JSONValue = [:]
    try eachField(bytes) { number, wire in
      guard let (key, field) = fields[number] else { return }
      switch field {
      case .list(let element):
        guard let value = try value(element, wire, depth: depth) else { return }
        object[key] = .array((object[key]?.arrayValue ?? []) + [value])
      case .map(let element):
        guard case .bytes(let entry) = wire else { throw Malformed() }
        let (name, value) = try self.entry(element, entry, depth: depth)
        var map = object[key] ?? [:]
        map[name] = value
        object[key] = map
      default:
        // Texts and messages that say nothing are written all the same.
        guard let value = try value(field, wire, depth: depth), value != "", value != [:] else { return }
        object[key] = value
      }
    }
    return object
  }

  private static func entry(
    _ field: Field, _ bytes: ArraySlice<UInt8>, depth: Int
  ) throws -> (String, JSONValue) {
    var name = ""
    var found: JSONValue = ""
    try eachField(bytes) { number, wire in
      guard case .bytes(let bytes) = wire else { throw Malformed() }
      if number == 1 { name = try text(bytes) }
      if number == 2 { found = try value(field, wire, depth: depth) ?? "" }
    }
    return (name, found)
  }

  private static func value(_ field: Field, _ wire: Wire, depth: Int) throws -> JSONValue? {
    switch (field, wire) {
    case (.text, .bytes(let bytes)): .string(try text(bytes))
    case (.base64, .bytes(let bytes)): .string(Data(bytes).base64EncodedString())
    case (.integer, .varint(let number)): .number(JSONNumber(Int64(bitPattern: number)))
    case (.boolean, .varint(let number)): .bool(number != 0)
    case (.message(let name), .bytes(let bytes)): try message(name, bytes, depth: depth + 1)
    default: throw Malformed()
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed() }
    return text
  }

  // MARK: The wire

  private enum Wire {
    case varint(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  /// Calls `body` with the number and the value of each field.
  private static func eachField(_ bytes: ArraySlice<UInt8>, _ body: (Int, Wire) throws -> Void) throws {
    var rest = bytes
    while !rest.isEmpty {
      let key = try varint(&rest)
      guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw Malformed() }
      let number = Int(key >> 3)
      switch key & 7 {
      case 0: try body(number, .varint(try varint(&rest)))
      case 2:
        let length = try varint(&rest)
        guard length <= UInt64(rest.count) else { throw Malformed() }
        try body(number, .bytes(rest.prefix(Int(length))))
        rest = rest.dropFirst(Int(length))
      default: throw Malformed()
      }
    }
  }

  private static func varint(_ bytes: inout ArraySlice<UInt8>) throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = bytes.popFirst() else { throw Malformed() }
      if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
      if byte & 0x80 == 0 { return value }
    }
    throw Malformed()
  }
}
