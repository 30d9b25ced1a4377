import JSON

/// What objects that are read one after the other have in common, so that it is kept in memory once: ten thousand pods
/// of a few templates differ in little.
///
/// It belongs to one reader at a time. What is no longer met is forgotten after a while, so that the pool does not grow
/// without bound. Nothing of a Secret ever enters it.
public final class SharingPool {
  /// What an entry takes beside its text: its place in a table, the heads of its key and its value. Without it the many
  /// small texts that occur once would take ten times the bound, and a long time to come to it.
  private static let overhead = 160

  private let bound: Int
  private var texts: Generations<ExactText, String>
  private var tables: [ObjectIdentifier: AnyObject] = [:]

  /// A pool that remembers at least the last `bound` bytes of texts, and of each type of part as much; at most twice
  /// that. What an entry takes beside its text counts.
  public init(bound: Int = 256 << 10) {
    self.bound = bound
    texts = Generations(bound: bound)
  }

  /// The text of a string, shared; one of up to 15 bytes takes no space of its own anyway.
  func text(_ node: JSONNode) -> String {
    let bytes = node.bytes
    let size = bytes.count - 2
    if size <= 15 || size > bound / 64 { return node.stringValue ?? "" }
    let key = ExactText(bytes)
    if let known = texts.value(for: key) { return known }
    let text = node.stringValue ?? ""
    texts.insert(text, for: key.kept, weight: size + Self.overhead)
    return text
  }

  /// The part that was made of exactly this text before, or that is made of it now.
  func part<Part>(of node: JSONNode, _ make: () throws(ObjectError) -> Part) throws(ObjectError) -> Part {
    try part(of: node.bytes, make)
  }

  /// What was made of exactly these members of an object before, or is made of them now.
  func members<Part>(
    _ members: [(name: JSONNode, value: JSONNode)], _ make: () throws(ObjectError) -> Part
  ) throws(ObjectError) -> Part {
    var text: [UInt8] = []
    for (name, value) in members {
      text += name.bytes
      text += value.bytes
    }
    return try part(of: text[...], make)
  }

  private func part<Part>(
    of bytes: ArraySlice<UInt8>, _ make: () throws(ObjectError) -> Part
  ) throws(ObjectError) -> Part {
    if bytes.count > bound / 64 { return try make() }
    let key = ExactText(bytes)
    let table = table(of: Part.self)
    if let known = table.parts.value(for: key) { return known }
    let part = try make()
    table.parts.insert(part, for: key.kept, weight: bytes.count + Self.overhead)
    return part
  }

  private func table<Part>(of type: Part.Type) -> Table<Part> {
    if let table = tables[ObjectIdentifier(type)] as? Table<Part> { return table }
    let table = Table<Part>(bound: bound)
    tables[ObjectIdentifier(type)] = table
    return table
  }

  private final class Table<Part> {
    var parts: Generations<ExactText, Part>

    init(bound: Int) { parts = Generations(bound: bound) }
  }
}
