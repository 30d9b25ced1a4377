/// What the plugin needs of protoc's description of a file (`google/protobuf/descriptor.proto`, whose numbers these are).
struct FileDescriptor {
  let name: String
  let package: String
  let swiftPrefix: String
  let messages: [MessageDescriptor]
  let enums: [EnumDescriptor]

  init(_ wire: WireMessage) {
    name = wire.string(1)
    package = wire.string(2)
    swiftPrefix = wire.message(8)?.string(39) ?? ""
    var comments: [[Int]: String] = [:]
    for location in wire.message(9)?.messages(1) ?? [] {
      let text = location.string(3)
      if !text.isEmpty { comments[location.packed(1)] = text }
    }
    let scope = package.isEmpty ? "" : package + "."
    messages = wire.messages(4).enumerated().map {
      MessageDescriptor($1, scope: scope, path: [4, $0], comments: comments)
    }
    enums = wire.messages(5).enumerated().map { EnumDescriptor($1, scope: scope, path: [5, $0], comments: comments) }
  }
}

/// A message: its fields, and what is nested in it.
struct MessageDescriptor {
  let name: String
  let fullName: String
  let comment: String
  let fields: [FieldDescriptor]
  let oneofs: [String]
  let messages: [MessageDescriptor]
  let enums: [EnumDescriptor]
  let isMapEntry: Bool

  /// A message whose comment has the line `@keep-unknown-fields` keeps them.
  var keepsUnknownFields: Bool { comment.contains("@keep-unknown-fields") }

  init(_ wire: WireMessage, scope: String, path: [Int], comments: [[Int]: String]) {
    name = wire.string(1)
    fullName = scope + name
    comment = comments[path] ?? ""
    let inner = fullName + "."
    fields = wire.messages(2).map { FieldDescriptor($0) }.sorted { $0.number < $1.number }
    messages = wire.messages(3).enumerated().map {
      MessageDescriptor($1, scope: inner, path: path + [3, $0], comments: comments)
    }
    enums = wire.messages(4).enumerated().map {
      EnumDescriptor($1, scope: inner, path: path + [4, $0], comments: comments)
    }
    oneofs = wire.messages(8).map { $0.string(1) }
    isMapEntry = (wire.message(7)?.number(7) ?? 0) != 0
  }
}

/// A field.
struct FieldDescriptor {
  let name: String
  let number: Int
  let isRepeated: Bool
  /// The type's number in descriptor.proto: 1 double … 18 sint64; 11 message, 14 enum.
  let type: Int
  /// The full name of a message or an enum, without the leading dot.
  let typeName: String
  let oneofIndex: Int?
  let jsonName: String
  let isProto3Optional: Bool

  init(_ wire: WireMessage) {
    name = wire.string(1)
    number = wire.number(3) ?? 0
    isRepeated = wire.number(4) == 3
    type = wire.number(5) ?? 0
    typeName = String(wire.string(6).drop { $0 == "." })
    isProto3Optional = (wire.number(17) ?? 0) != 0
    oneofIndex = isProto3Optional ? nil : wire.number(9)
    jsonName = wire.string(10)
  }
}

/// An enum.
struct EnumDescriptor {
  let name: String
  let fullName: String
  let comment: String
  let values: [(name: String, number: Int)]

  init(_ wire: WireMessage, scope: String, path: [Int], comments: [[Int]: String]) {
    name = wire.string(1)
    fullName = scope + name
    comment = comments[path] ?? ""
    values = wire.messages(2).map { ($0.string(1), Int(Int32(truncatingIfNeeded: $0.number(2) ?? 0))) }
  }
}
