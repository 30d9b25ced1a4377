/// Finds messages that hold themselves other than through a list or a map: a Swift value of such a type would have no
/// end. (The well-known types of that sort are written by hand.)
struct RecursionCheck {
  /// The messages that each message holds singly, by full names.
  private var held: [String: [String]] = [:]

  init(_ files: [FileDescriptor]) {
    for file in files where !file.name.hasPrefix("google/protobuf/") {
      for message in file.messages { add(message) }
    }
  }

  private mutating func add(_ message: MessageDescriptor) {
    var names: [String] = []
    for field in message.fields where field.type == 11 && !field.isRepeated { names.append(field.typeName) }
    held[message.fullName] = names
    for nested in message.messages { add(nested) }
  }

  /// The first of them, by name.
  func firstRecursiveMessage() -> String? {
    for name in held.keys.sorted() {
      var seen: Set<String> = []
      var waiting = held[name] ?? []
      while let next = waiting.popLast() {
        if next == name { return name }
        if seen.insert(next).inserted { waiting += held[next] ?? [] }
      }
    }
    return nil
  }
}
