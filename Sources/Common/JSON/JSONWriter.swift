/// Writes values as JSON text: the same value gives the same bytes.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable, Hashable {
    /// Without any white space.
    case compact
    /// A member or element a line, indented by two spaces.
    case pretty
  }

  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private let style: Style
  private let sortedKeys: Bool

  /// A writer; with `sortedKeys` members are written in the order of their keys' bytes.
  public init(style: Style = .compact, sortedKeys: Bool = false) {
    self.style = style
    self.sortedKeys = sortedKeys
  }

  /// Appends a value.
  public mutating func write(_ value: JSONValue) { write(value, indentation: 0) }

  private mutating func write(_ value: JSONValue, indentation: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .number(let number): append(number.text)
    case .string(let text): writeString(text)
    case .array(let elements): write(elements, indentation: indentation)
    case .object(let members): write(members, indentation: indentation)
    }
  }

  private mutating func write(_ elements: [JSONValue], indentation: Int) {
    guard !elements.isEmpty else { return append("[]") }
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(indentation + 1)
      write(element, indentation: indentation + 1)
    }
    newLine(indentation)
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: JSONObject, indentation: Int) {
    guard !members.isEmpty else { return append("{}") }
    var ordered: [JSONObject.Element] = Array(members)
    if sortedKeys { ordered.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in ordered.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(indentation + 1)
      writeString(member.key)
      append(style == .pretty ? ": " : ":")
      write(member.value, indentation: indentation + 1)
    }
    newLine(indentation)
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func newLine(_ indentation: Int) {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<indentation { append("  ") }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a string in quotes, with what must be escaped escaped.
  public mutating func writeString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0..<0x20, 0x7F:
        append("\\u00")
        bytes.append(Self.hexadecimal[Int(byte >> 4)])
        bytes.append(Self.hexadecimal[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexadecimal: [UInt8] = Array("0123456789abcdef".utf8)
}

extension JSONValue {
  /// The value as JSON text in UTF-8.
  public func serialized(style: JSONWriter.Style = .compact, sortedKeys: Bool = false) -> [UInt8] {
    var writer = JSONWriter(style: style, sortedKeys: sortedKeys)
    writer.write(self)
    return writer.bytes
  }

  /// The value as JSON text.
  public func text(style: JSONWriter.Style = .compact, sortedKeys: Bool = false) -> String {
    String(decoding: serialized(style: style, sortedKeys: sortedKeys), as: UTF8.self)
  }
}
