import JSON

/// What a scalar means, by the rules of kubectl (YAML 1.1 with some of 1.2, as recorded with kubectl 1.37).
enum YAMLScalar {
  /// Why a scalar has no meaning.
  struct Problem: Error {
    let message: String
  }

  /// The value of a scalar. A tag that nobody knows makes it text, as quotes do.
  static func value(_ text: String, isPlain: Bool, tag: String?) throws(Problem) -> JSONValue {
    guard let tag else { return isPlain ? try value(of: meaning(of: text), text) : .string(text) }
    let meaning = meaning(of: text)
    switch (tag, meaning) {
    case ("tag:yaml.org,2002:null", .null), ("tag:yaml.org,2002:bool", .bool), ("tag:yaml.org,2002:int", .integer),
      ("tag:yaml.org,2002:float", .integer), ("tag:yaml.org,2002:float", .float),
      ("tag:yaml.org,2002:float", .notFinite):
      return try value(of: meaning, text)
    case ("tag:yaml.org,2002:null", _), ("tag:yaml.org,2002:bool", _), ("tag:yaml.org,2002:int", _),
      ("tag:yaml.org,2002:float", _):
      throw Problem(message: "'\(text)' is not what its tag !!\(tag.dropFirst(Self.standardTagPrefix.count)) says")
    case ("tag:yaml.org,2002:binary", _):
      guard let decoded = YAMLBinary.decode(text) else {
        throw Problem(message: "a scalar with the tag !!binary is not text in base64")
      }
      return .string(decoded)
    default: return .string(text)
    }
  }

  private static let standardTagPrefix = "tag:yaml.org,2002:"

  private static func value(of meaning: Meaning, _ text: String) throws(Problem) -> JSONValue {
    switch meaning {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .integer(let number), .float(let number): return .number(number)
    case .text: return .string(text)
    case .notFinite:
      throw Problem(
        message: "'\(text)' is infinite or no number, which JSON has no value for; quote it to make it text")
    }
  }

  /// The text of the key that a value makes: keys are text in JSON. Nil where it makes none.
  static func key(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .null, .array, .object: nil
    }
  }

  /// What a plain scalar is.
  enum Meaning: Hashable {
    case null
    case bool(Bool)
    case integer(JSONNumber)
    case float(JSONNumber)
    case notFinite
    case text
  }

  private static let words: [String: Meaning] = {
    var words: [String: Meaning] = ["": .null]
    for word in ["~", "null", "Null", "NULL"] { words[word] = .null }
    for word in ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"] { words[word] = .bool(true) }
    for word in ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"] {
      words[word] = .bool(false)
    }
    for word in [".inf", ".Inf", ".INF"] {
      for sign in ["", "+", "-"] { words[sign + word] = .notFinite }
    }
    for word in [".nan", ".NaN", ".NAN"] { words[word] = .notFinite }
    return words
  }()

  private static let longestWord = 5

  /// What a plain scalar is, by its text.
  static func meaning(of text: String) -> Meaning {
    if text.utf8.count <= longestWord, let word = words[text] { return word }
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39: return YAMLNumber.meaning(of: text)
    default: return .text
    }
  }
}
