import JSON

/// What a scalar means, by the rules of kubectl (YAML 1.1 with some of 1.2, as recorded with kubectl 1.37).
enum YAMLScalar {
  /// The value of a scalar.
  static func value(_ text: String, isPlain: Bool, tag: String?) -> JSONValue {
    switch tag {
    case nil: return isPlain ? plain(text) : .string(text)
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
      return plain(text)
    // `!`, `!!str` and tags that nobody knows.
    default: return .string(text)
    }
  }

  /// The key that a scalar makes: keys are text in JSON.
  static func key(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .null: "null"
    case .array, .object: nil
    }
  }

  private static let words: [String: JSONValue] = {
    var words: [String: JSONValue] = ["": nil, "~": nil]
    for word in ["null", "Null", "NULL"] { words[word] = JSONValue.null }
    for word in ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"] { words[word] = true }
    for word in ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"] { words[word] = false }
    return words
  }()

  private static func plain(_ text: String) -> JSONValue {
    if let word = words[text] { return word }
    guard let first = text.utf8.first,
      first == 0x2B || first == 0x2D || first == 0x2E || (first >= 0x30 && first <= 0x39)
    else { return .string(text) }
    if let number = integer(text) { return .number(number) }
    if let number = float(text) { return .number(number) }
    return .string(text)
  }

  /// `12`, `-1`, `+1`, `0x1F`, `0o12`, `012`, `0b11`, and any of them with underscores.
  private static func integer(_ text: String) -> JSONNumber? {
    var digits = text.filter { $0 != "_" }
    var isNegative = false
    if digits.hasPrefix("-") || digits.hasPrefix("+") {
      isNegative = digits.hasPrefix("-")
      digits.removeFirst()
    }
    let radix: Int
    switch digits.prefix(2) {
    case "0x", "0X": radix = 16
    case "0b", "0B": radix = 2
    case "0o", "0O": radix = 8
    default: radix = digits.hasPrefix("0") && digits.utf8.count > 1 ? 8 : 10
    }
    if radix == 16 || radix == 2 || digits.hasPrefix("0o") || digits.hasPrefix("0O") { digits.removeFirst(2) }
    guard let first = digits.first, first != "-", first != "+", let magnitude = UInt64(digits, radix: radix) else {
      return nil
    }
    guard isNegative else { return JSONNumber(magnitude) }
    if magnitude == 0 { return JSONNumber(0) }
    guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
    return JSONNumber(Int64(truncatingIfNeeded: 0 &- magnitude))
  }

  /// `1.5`, `1.`, `.5`, `1e3`, with underscores or not. Infinities and NaN have no JSON and stay text.
  private static func float(_ text: String) -> JSONNumber? {
    let digits = text.filter { $0 != "_" }
    for byte in digits.utf8 {
      switch byte {
      case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        continue
      default: return nil
      }
    }
    guard digits.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    var normal = digits
    if normal.hasSuffix(".") { normal += "0" }
    guard let value = Double(normal), value.isFinite else { return nil }
    return JSONNumber(value)
  }
}
