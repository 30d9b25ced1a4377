/// The streams of one HTTP/2 connection, by their numbers. Most connections have one, which is found without hashing and
/// takes no room but its own.
struct HTTP2StreamTable {
  /// The one that was added last, if it is still there.
  private var newest: HTTP2Stream?
  private var others: [Int32: HTTP2Stream] = [:]

  subscript(_ id: Int32) -> HTTP2Stream? {
    if let newest, newest.id == id { return newest }
    return others.isEmpty ? nil : others[id]
  }

  var isEmpty: Bool { newest == nil && others.isEmpty }

  var count: Int { others.count + (newest == nil ? 0 : 1) }

  /// The numbers, ascending.
  var numbers: [Int32] { (others.keys + (newest.map { [$0.id] } ?? [])).sorted() }

  /// Adds a stream; one of its number must not be there.
  mutating func insert(_ stream: HTTP2Stream) {
    if let newest { others[newest.id] = newest }
    newest = stream
  }

  mutating func remove(_ id: Int32) -> HTTP2Stream? {
    guard let newest, newest.id == id else { return others.isEmpty ? nil : others.removeValue(forKey: id) }
    self.newest = nil
    return newest
  }

  mutating func removeAll() { self = HTTP2StreamTable() }
}
