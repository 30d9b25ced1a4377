/// Makes what tests compare messages by: their fields as JSON, by Kafka's names, as Kafka's own tools write them.
struct ConversionEmitter {
  let message: MessageDefinition
  let names: SwiftNames

  init(_ file: DefinitionFile, _ message: MessageDefinition) {
    self.message = message
    names = SwiftNames(message, api: file.apiName)
  }

  static func emitTable(_ files: [DefinitionFile], to out: inout SwiftWriter) {
    out.line("/// The types of all messages that vectors can be of.")
    out.line("let convertibleMessages: [String: any ConvertibleMessage.Type] = [")
    for file in files where file.apiKey != nil {
      for message in file.messages { out.line("  \"\(message.name)\": \(message.name).self,") }
    }
    out.line("]")
  }

  func emit(to out: inout SwiftWriter) {
    structure(message.root, type: message.name, isMessage: true, to: &out)
    for each in message.structures {
      out.line()
      structure(each, type: "\(message.name).\(names.structure(each.name))", isMessage: false, to: &out)
    }
  }

  private func structure(
    _ structure: StructureDefinition, type: String, isMessage: Bool, to out: inout SwiftWriter
  ) {
    out.block("extension \(type): \(isMessage ? "ConvertibleMessage" : "Convertible")") { out in
      out.block("func json(_ version: Int16) -> JSONValue") { out in
        out.line("var fields = FieldWriter()")
        for field in structure.fields {
          out.when(Condition(field.versions, within: message.versions)) { out in
            let line = "fields.add(\"\(SwiftNames.lowered(field.name))\", \(SwiftNames.property(field)), version)"
            guard field.tagged != nil else { return out.line(line) }
            // A tagged field at its default is not written.
            let initial = names.initial(field)
            let literal = initial.hasSuffix("()") ? "\(message.name).\(initial)" : initial
            out.line("if \(SwiftNames.property(field)) != \(literal) { \(line) }")
          }
        }
        out.line("return fields.value")
      }
      out.line()
      out.block("init(json: JSONValue, _ version: Int16) throws") { out in
        out.line("self.init()")
        out.line("let fields = try FieldReader(json)")
        for field in structure.fields {
          out.line("try fields.read(\"\(SwiftNames.lowered(field.name))\", &\(SwiftNames.property(field)), version)")
        }
        out.line("try fields.finish()")
      }
    }
  }
}
