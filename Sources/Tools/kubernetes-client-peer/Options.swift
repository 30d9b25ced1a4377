/// The options of a command: pairs of `--name value`.
struct Options: Sendable {
  private let values: [String: String]

  /// - Throws: `PeerError` where they are no pairs.
  init(_ words: some Sequence<String>) throws(PeerError) {
    var values: [String: String] = [:]
    var name: String?
    for word in words {
      if let pending = name {
        values[pending] = word
        name = nil
      } else if word.hasPrefix("--") {
        name = String(word.dropFirst(2))
      } else {
        throw PeerError("'\(word)': an option is expected here, as --name value")
      }
    }
    if let name { throw PeerError("--\(name) needs a value") }
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  /// An option that must be there.
  func required(_ name: String) throws(PeerError) -> String {
    guard let value = values[name] else { throw PeerError("--\(name) is missing") }
    return value
  }

  /// A number of seconds.
  func seconds(_ name: String) throws(PeerError) -> Duration? {
    guard let text = values[name] else { return nil }
    guard let seconds = Double(text) else { throw PeerError("--\(name) '\(text)': a number of seconds is expected") }
    return .seconds(seconds)
  }
}

/// What is wrong with the command line.
struct PeerError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
