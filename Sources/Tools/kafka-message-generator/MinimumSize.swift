/// The least bytes that a value has in any version: a list cannot have more elements than the bytes that follow hold.
struct MinimumSize {
  private let message: MessageDefinition

  init(_ message: MessageDefinition) { self.message = message }

  func of(_ type: FieldType) -> Int {
    switch type {
    case .primitive(let primitive): primitive.size
    // A compact length has one byte, that of null too.
    case .string, .bytes, .records, .array: 1
    case .structure(let name): max(1, structure(name))
    }
  }

  private func structure(_ name: String) -> Int {
    guard let structure = message.structures.first(where: { $0.name == name }) else { return 1 }
    var sum = 0
    for field in structure.fields where field.tag == nil {
      guard Condition(field.versions, within: message.versions) == .always else { continue }
      if case .structure = field.type, field.nullable != nil { sum += 1 } else { sum += of(field.type) }
    }
    return sum
  }
}
