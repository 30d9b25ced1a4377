import Cryptography
import JSON

/// One line of a store file: a checksum, and what it is about as JSON.
enum StoreRecord: Sendable {
  /// The first line: the version of the state that the objects after it make.
  case header(version: Int)
  /// An object of that state.
  case object(resource: String, JSONValue)
  /// The last line of that state, with the count of its objects.
  case complete(count: Int)
  /// A write after that state.
  case change(kind: StoreEvent.Kind, resource: String, version: Int, JSONValue)

  /// The form that this program writes.
  static let format = 1

  private static func word(_ kind: StoreEvent.Kind) -> String {
    switch kind {
    case .added: "added"
    case .modified: "modified"
    case .deleted: "deleted"
    }
  }

  // MARK: Writing

  /// The line of a header.
  static func headerLine(version: Int) -> [UInt8] {
    line("{\"store\":\"kubernetes-sandbox\",\"format\":\(format),\"version\":\(version)}")
  }

  /// The line of an object of the state.
  static func line(_ object: StoredObject, of resource: String) -> [UInt8] {
    line("{\"resource\":\"\(resource)\",\"object\":", object.bytes, "}")
  }

  /// The line that ends the state.
  static func completeLine(count: Int) -> [UInt8] { line("{\"complete\":\(count)}") }

  /// The line of a write.
  static func line(_ change: StoreChange) -> [UInt8] {
    let event = change.event
    let start = "{\"write\":\"\(word(event.kind))\",\"resource\":\"\(change.resource)\",\"version\":\(event.version)"
    return line(start + ",\"object\":", event.object.bytes, "}")
  }

  private static func line(_ start: String, _ bytes: [UInt8] = [], _ end: String = "") -> [UInt8] {
    let payload = Array(start.utf8) + bytes + Array(end.utf8)
    return checksum(payload[...]) + [UInt8(ascii: " ")] + payload + [UInt8(ascii: "\n")]
  }

  /// Sixteen hexadecimal digits of SHA-256.
  static func checksum(_ payload: ArraySlice<UInt8>) -> [UInt8] {
    var digest = SHA256()
    digest.update(payload)
    return Array(Hexadecimal.encode(digest.finalize().prefix(8)).utf8)
  }

  // MARK: Reading

  /// What was written can be read, however deep it is.
  private static let limits = JSONLimits(depth: .max, size: .max)

  /// Why a line cannot be read.
  struct Problem: Error, Sendable, Hashable {
    let what: String
    /// Whether a later program wrote it.
    var isUnknownFormat = false
  }

  /// Reads a line, without its end.
  init(_ line: ArraySlice<UInt8>) throws(Problem) {
    let payload = line.dropFirst(17)
    guard line.count > 17, line[line.startIndex + 16] == UInt8(ascii: " "),
      Self.checksum(payload) == Array(line.prefix(16))
    else { throw Problem(what: "its checksum is not that of its content") }
    guard let json = try? JSONValue(parsing: Array(payload), limits: Self.limits) else {
      throw Problem(what: "it is no JSON")
    }
    if json["store"] == "kubernetes-sandbox", let format = json["format"]?.intValue,
      let version = json["version"]?.intValue
    {
      guard format == Self.format else {
        throw Problem(what: "it has the format \(format), and this program knows \(Self.format)", isUnknownFormat: true)
      }
      self = .header(version: version)
    } else if let count = json["complete"]?.intValue {
      self = .complete(count: count)
    } else if let resource = json["resource"]?.stringValue, let object = json["object"] {
      guard let word = json["write"]?.stringValue else {
        self = .object(resource: resource, object)
        return
      }
      let kinds: [StoreEvent.Kind] = [.added, .modified, .deleted]
      guard let kind = kinds.first(where: { Self.word($0) == word }), let version = json["version"]?.intValue else {
        throw Problem(what: "it is no write that this program knows")
      }
      self = .change(kind: kind, resource: resource, version: version, object)
    } else {
      throw Problem(what: "it is no record that this program knows")
    }
  }
}
