/// The lines of a write, each made once for all watches that are told the same.
struct EventTexts {
  struct Key: Hashable {
    let kind: StoreEvent.Kind
    let object: ObjectIdentifier
    let shape: AnswerForm.Shape
  }

  private var lines: [Key: [UInt8]] = [:]
  // The objects must live as long as their identities count.
  private var objects: [StoredObject] = []

  /// The line of an object, which is made where it is not there.
  mutating func line(
    _ kind: StoreEvent.Kind, _ object: StoredObject, _ shape: AnswerForm.Shape, make: () -> [UInt8]
  ) -> [UInt8] {
    let key = Key(kind: kind, object: ObjectIdentifier(object), shape: shape)
    if let line = lines[key] { return line }
    let line = make()
    lines[key] = line
    objects.append(object)
    return line
  }
}
