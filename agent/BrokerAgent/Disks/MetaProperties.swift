/// Kafka's `meta.properties` of a log directory, as Kafka writes it (Java's properties format, one key a line).
enum MetaProperties {
  /// The name of the file.
  static let fileName = "meta.properties"
  /// A longer file is none of Kafka's.
  static let sizeLimit = 4096
  private static let valueLimit = 64

  /// Reads it. It is damaged where Kafka would refuse it: an unknown version, a number that is none, an identity that is
  /// missing (version 0 needs broker.id, version 1 node.id and cluster.id).
  static func parse(_ bytes: [UInt8]) -> IdentityState {
    var identity = IdentityState()
    identity.status = .damaged
    var version: Int32?
    var brokerID: Int32?
    for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      guard let (key, value) = pair(line) else { return identity }
      switch key {
      case "version":
        version = Int32(value)
        guard version != nil else { return identity }
      case "node.id":
        identity.nodeID = number(value)
        guard identity.nodeID != nil else { return identity }
      case "broker.id":
        brokerID = number(value)
        guard brokerID != nil else { return identity }
      case "cluster.id": identity.clusterID = value
      case "directory.id": identity.directoryID = value
      default: break
      }
    }
    switch version {
    case 0:
      identity.nodeID = brokerID ?? identity.nodeID
      guard identity.nodeID != nil else { return identity }
    case 1: guard identity.nodeID != nil, !identity.clusterID.isEmpty else { return identity }
    default: return identity
    }
    identity.status = .present
    return identity
  }

  private static func number(_ text: String) -> Int32? {
    guard let number = Int32(text), number >= 0 else { return nil }
    return number
  }

  /// The key and value of a line, empty ones for a comment; nil where it is none.
  private static func pair(_ line: ArraySlice<UInt8>) -> (String, String)? {
    let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!") else { return ("", "") }
    var key = ""
    var value = ""
    var isKey = true
    var isEscaped = false
    for byte in text {
      guard (0x20...0x7e).contains(byte) || byte == UInt8(ascii: "\t") else { return nil }
      let isSeparator = byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if isKey, !isEscaped, isSeparator {
        isKey = false
      } else {
        isEscaped = false
        let character = Character(Unicode.Scalar(byte))
        if isKey { key.append(character) } else { value.append(character) }
      }
      guard key.utf8.count <= 256, value.utf8.count <= 256 else { return nil }
    }
    guard !isKey else { return nil }
    let words = (trimmed(key), trimmed(value))
    return words.1.utf8.count <= valueLimit ? words : (words.0.hasSuffix(".id") ? nil : words)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
