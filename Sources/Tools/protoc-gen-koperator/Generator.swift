/// Makes a Swift file of a description of messages.
struct Generator {
  private let names: Names
  private var lines: [String] = []
  private var indentation = 0

  init(names: Names) { self.names = names }

  /// The Swift source of a file.
  static func source(of file: FileDescriptor, names: Names) -> String {
    var generator = Generator(names: names)
    generator.line("// Generated from proto/\(file.name) by protoc-gen-koperator. Do not edit: change the definition.")
    generator.line("")
    generator.line("public import JSON")
    generator.line("public import Protobuf")
    for item in file.enums { generator.enumeration(item, name: file.swiftPrefix + item.name) }
    for message in file.messages { generator.message(message, name: file.swiftPrefix + message.name, path: "") }
    return generator.lines.joined(separator: "\n") + "\n"
  }

  private mutating func line(_ text: String) {
    lines.append(text.isEmpty ? "" : String(repeating: "  ", count: indentation) + text)
  }

  private mutating func block(_ head: String, _ body: (inout Generator) -> Void) {
    line(head + " {")
    indentation += 1
    body(&self)
    indentation -= 1
    line("}")
  }

  private mutating func documentation(_ comment: String, fallback: String) {
    var written = false
    for part in comment.split(separator: "\n") where !part.contains("@keep-unknown-fields") {
      let text = part.drop { $0 == " " }
      guard !text.isEmpty else { continue }
      line("/// \(text)")
      written = true
    }
    if !written { line("/// \(fallback)") }
  }

  // MARK: Enums

  private mutating func enumeration(_ item: EnumDescriptor, name: String) {
    line("")
    documentation(item.comment, fallback: "`\(item.fullName)`.")
    block("public struct \(name): ProtobufEnum") { generator in
      generator.line("/// The number on the wire.")
      generator.line("public let rawValue: Int32")
      generator.line("/// The value with that number, known or not.")
      generator.line("public init(rawValue: Int32) { self.rawValue = rawValue }")
      for value in item.values {
        generator.line("/// `\(value.name)`.")
        generator.line("public static let \(Names.enumCase(value.name)) = Self(rawValue: \(value.number))")
      }
      generator.line("/// The names.")
      generator.line("public static let protobufNames: [(number: Int32, name: String)] = [")
      for value in item.values { generator.line("  (\(value.number), \"\(value.name)\"),") }
      generator.line("]")
    }
  }

  // MARK: Messages

  private mutating func message(_ message: MessageDescriptor, name: String, path: String) {
    let fullName = path + name
    line("")
    documentation(message.comment, fallback: "`\(message.fullName)`.")
    block("public struct \(name): ProtobufMessage") { generator in
      for item in message.enums { generator.enumeration(item, name: Names.nested(item.name)) }
      for nested in message.messages where !nested.isMapEntry {
        generator.message(nested, name: Names.nested(nested.name), path: fullName + ".")
      }
      for index in message.oneofs.indices { generator.oneof(index, of: message) }
      generator.properties(of: message)
      generator.line("")
      generator.line("/// The message with every field at its default.")
      generator.line("public init() {}")
      generator.line("")
      generator.line("/// The full name.")
      generator.line("public static let protobufName = \"\(message.fullName)\"")
      generator.line("")
      generator.line("/// The fields.")
      generator.line("public static let protobufFields: [ProtobufFieldName] = [")
      for field in message.fields {
        let acceptsNull = field.typeName == "google.protobuf.Value" && !field.isRepeated ? ", acceptsNull: true" : ""
        generator.line("  ProtobufFieldName(\(field.number), \"\(field.name)\", \"\(field.jsonName)\"\(acceptsNull)),")
      }
      generator.line("]")
      generator.traverse(message)
      generator.decodeField(message)
      generator.decodeJSON(message)
    }
  }

  private func plan(_ field: FieldDescriptor) -> FieldPlan { FieldPlan(field, names: names) }

  private func members(ofOneof index: Int, _ message: MessageDescriptor) -> [FieldDescriptor] {
    message.fields.filter { $0.oneofIndex == index }
  }

  private mutating func oneof(_ index: Int, of message: MessageDescriptor) {
    let fields = members(ofOneof: index, message)
    guard !fields.isEmpty else { return }
    let type = Names.oneofType(message.oneofs[index], in: message.name)
    line("")
    line("/// What `\(message.oneofs[index])` can be.")
    block("public enum \(type): Sendable, Hashable") { generator in
      for field in fields {
        generator.line("/// `\(field.name)` (\(field.number)).")
        generator.line("case \(Names.member(field.name))(\(generator.plan(field).elementType))")
      }
    }
  }

  private mutating func properties(of message: MessageDescriptor) {
    var oneofsDone: Set<Int> = []
    for field in message.fields {
      line("")
      if let index = field.oneofIndex {
        guard oneofsDone.insert(index).inserted else {
          lines.removeLast()
          continue
        }
        line("/// One of the cases, or none.")
        let type = Names.oneofType(message.oneofs[index], in: message.name)
        line("public var \(Names.member(message.oneofs[index])): \(type)?")
      } else {
        line("/// `\(field.name)` (\(field.number)).")
        line("public var \(Names.member(field.name)): \(plan(field).propertyType)\(plan(field).initialValue)")
      }
    }
    if message.keepsUnknownFields {
      line("")
      line("/// The fields that are not known here, as they came.")
      line("public var unknownFields: [UInt8] = []")
    }
  }

  private mutating func traverse(_ message: MessageDescriptor) {
    line("")
    line("/// Shows the fields that are set.")
    block("public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError)") {
      generator in
      for field in message.fields {
        let plan = generator.plan(field)
        let member = "self." + Names.member(field.name)
        if let index = field.oneofIndex {
          let property = "self." + Names.member(message.oneofs[index])
          generator.line("if case .\(Names.member(field.name))(let value) = \(property) { \(plan.visit("value")) }")
        } else if plan.isOptional {
          generator.line("if let value = \(member) { \(plan.visit("value")) }")
        } else {
          generator.line("if \(plan.isSet(member)) { \(plan.visit(member)) }")
        }
      }
      if message.keepsUnknownFields {
        generator.line("if !unknownFields.isEmpty { visitor.unknown(unknownFields) }")
      }
    }
  }

  private mutating func decodeField(_ message: MessageDescriptor) {
    line("")
    line("/// Reads a field.")
    line("public mutating func decodeField(")
    line("  _ key: ProtobufKey, from reader: inout ProtobufReader")
    block(") throws(ProtobufError) -> Bool") { generator in
      let otherwise =
        message.keepsUnknownFields
        ? "unknownFields += try reader.unknownField(key)\n      return true" : "return false"
      guard !message.fields.isEmpty else { return generator.line(otherwise) }
      generator.line("switch key.number {")
      for field in message.fields { generator.decodeCase(field, of: message) }
      generator.line("default:")
      generator.line("  \(otherwise)")
      generator.line("}")
    }
  }

  private mutating func decodeCase(_ field: FieldDescriptor, of message: MessageDescriptor) {
    let plan = plan(field)
    let member = Names.member(field.name)
    guard let index = field.oneofIndex else {
      return line("case \(field.number): return try \(plan.read(into: "self." + member))")
    }
    let property = "self." + Names.member(message.oneofs[index])
    line("case \(field.number):")
    indentation += 1
    if plan.isMessage {
      line("var value: \(plan.elementType)?")
      // With one owner nothing is copied, however often the field comes.
      line("if case .\(member)(let known) = \(property), key.wireType == .lengthDelimited {")
      line("  value = known")
      line("  \(property) = nil")
      line("}")
      line("guard try reader.message(key, into: &value), let value else { return false }")
    } else {
      line("var value = \(plan.codec).defaultValue")
      if plan.isWrapper { line("if case .\(member)(let known) = \(property) { value = known }") }
      line("guard try reader.single(\(plan.codec).self, key, into: &value) else { return false }")
    }
    line("\(property) = .\(member)(value)")
    line("return true")
    indentation -= 1
  }

  private mutating func decodeJSON(_ message: MessageDescriptor) {
    line("")
    line("/// Sets a field from its JSON value.")
    line("public mutating func decodeJSON(")
    line("  field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder")
    block(") throws(ProtobufError)") { generator in
      guard !message.fields.isEmpty else { return }
      generator.line("switch number {")
      for field in message.fields {
        let plan = generator.plan(field)
        let member = Names.member(field.name)
        if let index = field.oneofIndex {
          let property = "self." + Names.member(message.oneofs[index])
          generator.line("case \(field.number):")
          generator.line("  if \(property) != nil { throw ProtobufError(.json, \"another case of the oneof is set\") }")
          generator.line("  \(property) = .\(member)(\(plan.fromJSON("value")))")
        } else {
          generator.line("case \(field.number): self.\(member) = \(plan.fromJSON("value"))")
        }
      }
      generator.line("default: break")
      generator.line("}")
    }
  }
}
