/// Why a text is not the JSON that was expected.
public struct JSONError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The text breaks JSON's grammar.
    case syntax
    /// The text is not valid UTF-8, or holds half of a surrogate pair.
    case encoding
    /// A bound on size or nesting is exceeded.
    case limit
    /// The value has another type than the reader asked for.
    case type
    /// An object names a key twice, and the reader was told to refuse that.
    case duplicateKey
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// Where, in bytes from the start.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in bytes.
  public let column: Int
  /// The value that was being read; where a key or a comma is wrong, the object or list that holds it.
  public let path: JSONPath

  init(_ code: Code, _ message: String, in bytes: [UInt8], at offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
    var line = 1
    var lineStart = 0
    for position in 0..<min(offset, bytes.count) where bytes[position] == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
    }
    self.line = line
    column = offset - lineStart + 1
    path = JSONPath(ofByte: offset, in: bytes)
  }
}

extension JSONError: CustomStringConvertible {
  /// The place and the message: `line 3, column 8, at spec.brokers[2].id: an integer is expected here`.
  public var description: String {
    let place = "line \(line), column \(column)"
    return path.components.isEmpty ? "\(place): \(message)" : "\(place), at \(path): \(message)"
  }
}
