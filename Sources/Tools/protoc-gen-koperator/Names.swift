/// The Swift names of what `proto/` defines.
struct Names {
  /// Swift type names by full names.
  private var types: [String: String] = [
    "google.protobuf.Any": "ProtobufAny", "google.protobuf.Duration": "ProtobufDuration",
    "google.protobuf.Timestamp": "ProtobufTimestamp", "google.protobuf.Struct": "ProtobufStruct",
    "google.protobuf.Value": "ProtobufValue", "google.protobuf.ListValue": "ProtobufListValue",
    "google.protobuf.Empty": "ProtobufEmpty",
  ]
  /// Map entries by full names.
  private(set) var mapEntries: [String: MessageDescriptor] = [:]

  /// The wrapper types' value types.
  static let wrappers: [String: Int] = [
    "google.protobuf.DoubleValue": 1, "google.protobuf.FloatValue": 2, "google.protobuf.Int64Value": 3,
    "google.protobuf.UInt64Value": 4, "google.protobuf.Int32Value": 5, "google.protobuf.BoolValue": 8,
    "google.protobuf.StringValue": 9, "google.protobuf.BytesValue": 12, "google.protobuf.UInt32Value": 13,
  ]

  init(_ files: [FileDescriptor]) {
    for file in files where !file.name.hasPrefix("google/protobuf/") {
      for message in file.messages { add(message, as: file.swiftPrefix + message.name) }
      for item in file.enums { types[item.fullName] = file.swiftPrefix + item.name }
    }
  }

  /// A nested type's name: `x.Type` and `x.Protocol` mean something else in Swift.
  static func nested(_ name: String) -> String { name == "Type" || name == "Protocol" ? name + "Kind" : name }

  private mutating func add(_ message: MessageDescriptor, as name: String) {
    types[message.fullName] = name
    if message.isMapEntry { mapEntries[message.fullName] = message }
    for nested in message.messages { add(nested, as: name + "." + Self.nested(nested.name)) }
    for item in message.enums { types[item.fullName] = name + "." + Self.nested(item.name) }
  }

  /// The Swift name of a message or an enum.
  func type(_ fullName: String) -> String { types[fullName] ?? "UNKNOWN_\(fullName)" }

  private static let keywords: Set<String> = [
    "as", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum", "extension",
    "fallthrough", "false", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let",
    "nil", "operator", "private", "protocol", "public", "repeat", "return", "static", "struct", "subscript", "super",
    "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// `snake_case` as `lowerCamelCase`, fit for a property or a case.
  static func member(_ name: String) -> String {
    var text = ""
    for (index, part) in name.split(separator: "_").enumerated() {
      text += index == 0 ? part.lowercasedFirst : part.prefix(1).uppercased() + part.dropFirst()
    }
    // `x.self` and `x.Type` mean something else in Swift, also in backticks.
    if text == "self" || text == "type" && name != "type" { return text + "Value" }
    return keywords.contains(text) ? "`\(text)`" : text
  }

  /// `UPPER_SNAKE` as `lowerCamelCase`.
  static func enumCase(_ name: String) -> String {
    let parts = name.split(separator: "_")
    guard !name.contains(where: { $0.isLowercase }) else { return name.prefix(1).lowercased() + name.dropFirst() }
    return member(parts.map { $0.lowercased() }.joined(separator: "_"))
  }

  /// `snake_case` as `UpperCamelCase`, for the enum of a oneof.
  static func oneofType(_ name: String, in message: String) -> String {
    var text = ""
    for part in name.split(separator: "_") { text += part.prefix(1).uppercased() + part.dropFirst() }
    return text == message || text == "Type" || text == "Protocol" ? text + "OneOf" : text
  }
}

extension Substring {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
