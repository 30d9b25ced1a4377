import JSON

/// What objects that are read one after the other have in common, so that it is kept in memory once: ten thousand pods
/// of a few templates differ in little.
///
/// It belongs to one reader at a time. What is no longer met is forgotten after a while, so that the pool does not grow
/// without bound. Nothing of a Secret ever enters it.
public final class SharingPool {
  private let bound: Int
  private var texts: Generations<ExactText, String>
  private var tables: [ObjectIdentifier: AnyObject] = [:]

  /// A pool that remembers at least the last `bound` bytes of texts, and of each type of part as much; at most twice
  /// that.
  public init(bound: Int = 256 << 10) {
    self.bound = bound
    texts = Generations(bound: bound)
  }

  /// The same text, shared; a text of up to 15 bytes takes no space of its own anyway.
  func text(_ text: String) -> String {
    let size = text.utf8.count
    if size <= 15 || size > bound / 64 { return text }
    let key = ExactText(text)
    if let known = texts.value(for: key) { return known }
    texts.insert(text, for: key, weight: size)
    return text
  }

  /// The part that was made of exactly this JSON before, or that is made of it now.
  func part<Part>(of json: JSONValue, _ make: () throws(ObjectError) -> Part) throws(ObjectError) -> Part {
    let key = ExactJSON(json)
    if key.weight > bound / 64 { return try make() }
    let table = table(of: Part.self)
    if let known = table.parts.value(for: key) { return known }
    let part = try make()
    table.parts.insert(part, for: key, weight: key.weight)
    return part
  }

  private func table<Part>(of type: Part.Type) -> Table<Part> {
    if let table = tables[ObjectIdentifier(type)] as? Table<Part> { return table }
    let table = Table<Part>(bound: bound)
    tables[ObjectIdentifier(type)] = table
    return table
  }

  private final class Table<Part> {
    var parts: Generations<ExactJSON, Part>

    init(bound: Int) { parts = Generations(bound: bound) }
  }
}
