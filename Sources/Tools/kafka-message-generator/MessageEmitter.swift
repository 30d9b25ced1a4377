/// Makes the Swift type of a message.
struct MessageEmitter {
  let file: DefinitionFile
  let message: MessageDefinition
  let names: SwiftNames
  private var flexible: Condition { Condition(message.flexible, within: message.versions) }

  init(_ file: DefinitionFile, _ message: MessageDefinition) {
    self.file = file
    self.message = message
    names = SwiftNames(message, api: file.apiName)
  }

  // MARK: Types

  func emit(to out: inout SwiftWriter) {
    let (kind, what): (String, String)
    switch message.kind {
    case .request: (kind, what) = ("KafkaRequest", "The request of \(file.apiName ?? "") (API \(file.apiKey ?? 0))")
    case .response: (kind, what) = ("KafkaResponse", "The response of \(file.apiName ?? "") (API \(file.apiKey ?? 0))")
    case .data: (kind, what) = ("KafkaMessage", "\(message.name), which is no API's")
    }
    let (lowest, highest) = (message.versions.lowest, message.versions.highest)
    out.line("/// \(what), \(message.versions.words).")
    out.block("public struct \(message.name): \(kind)") { out in
      if message.kind == .request {
        out.line("/// What answers it.")
        out.line("public typealias Response = \(file.apiName ?? "")Response\n")
      }
      out.line("/// Kafka's name of the message.")
      out.line("public static var name: String { \"\(message.name)\" }")
      if message.kind != .data {
        out.line("/// The number of the API.")
        out.line("public static var apiKey: ApiKey { ApiKey(rawValue: \(file.apiKey ?? 0)) }")
      }
      out.line("/// The versions that the tables have.")
      out.line(
        "public static var validVersions: ClosedRange<Int16> { \(lowest)...\(highest) }")
      out.line("/// Whether a version has compact lengths and tagged fields.")
      out.line("public static func isFlexible(_ version: Int16) -> Bool { \(flexible.expression) }")
      members(message.root, to: &out)
      for structure in message.structures {
        out.line()
        out.line("/// \(structure.name) of \(message.name).")
        out.block("public struct \(names.structure(structure.name)): KafkaStructure") { out in
          members(structure, to: &out)
        }
      }
    }
  }

  private func members(_ structure: StructureDefinition, to out: inout SwiftWriter) {
    for field in structure.fields {
      out.line("/// \(description(of: field))")
      out.line("public var \(SwiftNames.property(field)): \(names.type(field)) = \(names.initial(field))")
    }
    if flexible != .never {
      out.line("/// Tagged fields that the tables do not know.")
      out.line("public var unknownTaggedFields: [UnknownTaggedField] = []")
    }
    out.line()
    out.line("/// All fields at their defaults.")
    out.line("public init() {}")
    out.line()
    reader(of: structure, to: &out)
    out.line()
    writer(of: structure, to: &out)
  }

  private func description(of field: FieldDefinition) -> String {
    var text = "`\(field.typeText)`, \(field.versions.words)"
    if let nullable = field.nullable {
      text += nullable == field.versions ? "; may be null" : "; may be null \(nullable.words)"
    }
    if let tag = field.tag { text += "; tag \(tag)" }
    let units = [
      ("Ms", "milliseconds"), ("TimeStamp", "milliseconds since 1970"), ("Timestamp", "milliseconds since 1970"),
      ("Bytes", "bytes"),
    ]
    for (ending, unit) in units
    where field.name.hasSuffix(ending) {
      if case .primitive = field.type { text += "; \(unit)" }
    }
    return text + "."
  }

  // MARK: Reading

  private func reader(of structure: StructureDefinition, to out: inout SwiftWriter) {
    out.line("/// Reads the fields of a version.")
    out.block("public init(from reader: inout MessageReader, version: Int16) throws(CodecError)") { out in
      guard flexible != .never || !structure.fields.isEmpty else { return }
      // The name stands in no register until something goes wrong.
      out.line("var place: StaticString = \"\"")
      out.block("do throws(CodecError)") { readAll(of: structure, to: &$0) }
      out.line("catch { throw error.inside(place) }")
    }
  }

  private func readAll(of structure: StructureDefinition, to out: inout SwiftWriter) {
    for field in structure.fields {
      guard let versions = inline(field) else { continue }
      out.when(Condition(versions, within: message.versions)) { out in
        out.line("place = \"\(SwiftNames.lowered(field.name))\"")
        read(field, from: "reader", to: &out)
      }
    }
    let tagged = structure.fields.filter { $0.tag != nil }
    out.when(flexible) { out in
      out.line("place = \"tagged fields\"")
      out.line("var last = -1")
      out.block("for _ in 0..<(try reader.tagCount())") { out in
        guard !tagged.isEmpty else {
          out.line("let (tag, value) = try reader.tag(after: &last)")
          out.line("var content = value")
          out.line("unknownTaggedFields.append(try content.unknownField(tag))")
          return
        }
        out.line("let (tag, value) = try reader.tag(after: &last)")
        out.line("var content = value")
        out.block("switch tag") { out in
          for known in tagged {
            let condition = Condition(known.tagged, within: message.versions)
            let whether: String
            if case .when(let text) = condition { whether = " where \(text)" } else { whether = "" }
            out.line("case \(known.tag ?? 0)\(whether):")
            out.line("place = \"\(SwiftNames.lowered(known.name))\"")
            read(known, from: "content", to: &out)
            out.line("try content.finish()")
          }
          out.line("default: unknownTaggedFields.append(try content.unknownField(tag))")
        }
      }
    }
  }

  /// The versions in which a field stands among the others.
  private func inline(_ field: FieldDefinition) -> Versions? {
    guard let tagged = field.tagged else { return field.versions }
    guard field.versions.lowest < tagged.lowest else { return nil }
    return Versions(field.versions.lowest, tagged.lowest - 1)
  }

  private func compact(_ field: FieldDefinition) -> String {
    field.isInflexible ? "false" : flexible.expression
  }

  private func read(_ field: FieldDefinition, from reader: String, to out: inout SwiftWriter) {
    let property = SwiftNames.property(field)
    let nullable = Condition(field.nullable, within: message.versions)
    let compact = compact(field)
    switch field.type {
    case .primitive(let primitive): out.line("\(property) = try \(reader).\(primitive.rawValue)()")
    case .string:
      choose(nullable, to: &out) {
        $0.line("\(property) = try \(reader).nullableString(compact: \(compact))")
      } else: {
        $0.line("\(property) = try \(reader).string(compact: \(compact))")
      }
    case .bytes:
      choose(nullable, to: &out) {
        $0.line("\(property) = try \(reader).nullableBytes(compact: \(compact))")
      } else: {
        $0.line("\(property) = try \(reader).bytes(compact: \(compact))")
      }
    case .records: out.line("\(property) = try \(reader).nullableSlice(compact: \(compact))")
    case .structure(let name):
      let type = names.structure(name)
      choose(nullable, to: &out) {
        $0.line("\(property) = try \(reader).isPresent() ? try \(type)(from: &\(reader), version: version) : nil")
      } else: {
        $0.line("\(property) = try \(type)(from: &\(reader), version: version)")
      }
    case .array(let element):
      let minimum = MinimumSize(message).of(element)
      choose(nullable, to: &out) { out in
        out.block("if let count = try \(reader).nullableCount(compact: \(compact), minimum: \(minimum))") { out in
          readElements(element, of: field, from: reader, to: &out)
        }
        out.line("else { \(property) = nil }")
      } else: { out in
        out.block("do") { out in
          out.line("let count = try \(reader).count(compact: \(compact), minimum: \(minimum))")
          readElements(element, of: field, from: reader, to: &out)
        }
      }
    }
  }

  private func readElements(
    _ element: FieldType, of field: FieldDefinition, from reader: String, to out: inout SwiftWriter
  ) {
    if element == .primitive(.int32) {
      return out.line("\(SwiftNames.property(field)) = try \(reader).\(field.isShort ? "int32List" : "int32s")(count)")
    }
    if case .structure = element {
      return out.line("\(SwiftNames.property(field)) = try \(reader).structures(count, version: version)")
    }
    let value: String
    switch element {
    case .primitive(let primitive): value = "\(reader).\(primitive.rawValue)()"
    case .string: value = "\(reader).string(compact: \(compact(field)))"
    case .bytes: value = "\(reader).bytes(compact: \(compact(field)))"
    case .structure, .records, .array: value = "\(reader).unsupported()"
    }
    out.line("var elements: [\(names.type(element))] = []")
    out.line("elements.reserveCapacity(\(reader).room(for: count, of: \(names.type(element)).self))")
    out.line("for _ in 0..<count { elements.append(try \(value)) }")
    out.line("\(SwiftNames.property(field)) = elements")
  }

  private func choose(
    _ condition: Condition, to out: inout SwiftWriter, _ body: (inout SwiftWriter) -> Void,
    else other: (inout SwiftWriter) -> Void
  ) {
    switch condition {
    case .always: body(&out)
    case .never: other(&out)
    case .when(let text):
      out.block("if \(text)", body)
      out.block("else", other)
    }
  }

  // MARK: Writing

  private func writer(of structure: StructureDefinition, to out: inout SwiftWriter) {
    out.line("/// Writes the fields of a version.")
    out.block("public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError)") { out in
      for field in structure.fields {
        refuse(field, in: structure, to: &out)
        guard let versions = inline(field) else { continue }
        out.when(Condition(versions, within: message.versions)) { write(field, to: "writer", in: structure, &$0) }
      }
      let tagged = structure.fields.filter { $0.tag != nil }.sorted { ($0.tag ?? 0) < ($1.tag ?? 0) }
      out.when(flexible) { out in
        if tagged.isEmpty {
          out.line("try writer.taggedFields(unknownTaggedFields, \"\(structure.name).unknownTaggedFields\")")
          return
        }
        out.line("var known: [(tag: Int, value: MessageWriter)] = []")
        for field in tagged {
          let property = SwiftNames.property(field)
          let condition = Condition(field.tagged, within: message.versions)
          let further: String
          if case .when(let text) = condition { further = "\(text), " } else { further = "" }
          out.block("if \(further)\(differs(field))") { out in
            out.line("var field = MessageWriter()")
            if field.isOptional, Condition(field.nullable, within: message.versions) != .never {
              _ = property
            }
            write(field, to: "field", in: structure, &out)
            out.line("known.append((\(field.tag ?? 0), field))")
          }
        }
        let label = "\"\(structure.name).unknownTaggedFields\""
        for field in tagged {
          out.when(Condition(field.tagged, within: message.versions)) { out in
            out.line("try refuse(tag: \(field.tag ?? 0), among: unknownTaggedFields, \(label))")
          }
        }
        out.line("try writer.taggedFields(known, unknownTaggedFields, \(label))")
      }
      if flexible != .always, flexible != .never, case .when(let text) = flexible {
        out.block("if !(\(text)), !unknownTaggedFields.isEmpty") { out in
          out.line("throw noPlace(for: \"\(structure.name).unknownTaggedFields\", version)")
        }
      }
    }
  }

  /// Whether a field is not at its default.
  private func differs(_ field: FieldDefinition) -> String {
    let property = SwiftNames.property(field)
    let initial = names.initial(field)
    switch field.type {
    case .array, .bytes, .records:
      if initial == "nil" { return "\(property) != nil" }
      return field.isOptional ? "\(property) == nil || \(property)?.isEmpty == false" : "!\(property).isEmpty"
    default: return "\(property) != \(initial)"
    }
  }

  /// Refuses what a version has no place for, unless it may be left out.
  private func refuse(_ field: FieldDefinition, in structure: StructureDefinition, to out: inout SwiftWriter) {
    guard !field.isIgnorable else { return }
    let condition = Condition(field.versions, within: message.versions)
    guard case .when(let text) = condition else { return }
    let label = "\(structure.name).\(SwiftNames.lowered(field.name))"
    out.line("if !(\(text)), \(differs(field)) { throw noPlace(for: \"\(label)\", version) }")
  }

  private func write(
    _ field: FieldDefinition, to writer: String, in structure: StructureDefinition, _ out: inout SwiftWriter
  ) {
    let property = SwiftNames.property(field)
    let label = "\"\(structure.name).\(SwiftNames.lowered(field.name))\""
    let nullable = Condition(field.nullable, within: message.versions)
    let compact = compact(field)
    guard field.isOptional, field.type != .records else {
      writeValue(field, property, to: writer, label, compact, &out)
      return
    }
    // Where null is not allowed, a null is the caller's mistake.
    if nullable != .always {
      let whether: String
      if case .when(let text) = nullable { whether = "!(\(text)), " } else { whether = "" }
      out.line("if \(whether)\(property) == nil { throw mustNotBeNull(\(label), version) }")
    }
    switch field.type {
    case .string: out.line("try \(writer).nullableString(\(property), compact: \(compact), \(label))")
    case .bytes: out.line("try \(writer).nullableBytes(\(property), compact: \(compact), \(label))")
    case .structure:
      out.block("if let value = \(property)") { out in
        if case .when(let text) = nullable {
          out.line("if \(text) { \(writer).int8(1) }")
        } else {
          out.line("\(writer).int8(1)")
        }
        out.line("try value.write(to: &\(writer), version: version)")
      }
      out.line("else { \(writer).int8(-1) }")
    case .array(let element):
      out.line("try \(writer).count(\(property)?.count, compact: \(compact), \(label))")
      out.block("if let elements = \(property)") { out in
        out.line(writeElements("elements", element, to: writer, label, compact))
      }
    default: break
    }
  }

  private func writeValue(
    _ field: FieldDefinition, _ property: String, to writer: String, _ label: String, _ compact: String,
    _ out: inout SwiftWriter
  ) {
    switch field.type {
    case .primitive(let primitive): out.line("\(writer).\(primitive.rawValue)(\(property))")
    case .string: out.line("try \(writer).string(\(property), compact: \(compact), \(label))")
    case .bytes: out.line("try \(writer).bytes(\(property), compact: \(compact), \(label))")
    case .records: out.line("try \(writer).records(\(property), compact: \(compact), \(label))")
    case .structure: out.line("try \(property).write(to: &\(writer), version: version)")
    case .array(let element):
      out.line("try \(writer).count(\(property).count, compact: \(compact), \(label))")
      out.line(writeElements(property, element, to: writer, label, compact))
    }
  }

  private func writeElements(
    _ list: String, _ element: FieldType, to writer: String, _ label: String, _ compact: String
  ) -> String {
    if element == .primitive(.int32) { return "\(writer).int32s(\(list))" }
    if case .structure = element { return "try \(writer).structures(\(list), version: version)" }
    return "for element in \(list) { \(writeElement(element, to: writer, label, compact)) }"
  }

  private func writeElement(_ element: FieldType, to writer: String, _ label: String, _ compact: String) -> String {
    switch element {
    case .primitive(let primitive): "\(writer).\(primitive.rawValue)(element)"
    case .string: "try \(writer).string(element, compact: \(compact), \(label))"
    case .bytes: "try \(writer).bytes(element, compact: \(compact), \(label))"
    default: "try element.write(to: &\(writer), version: version)"
    }
  }
}
