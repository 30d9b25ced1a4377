import JSON

/// A JSON value that equals only what is written alike: with the same bytes in texts and the same order of members.
struct ExactJSON: Hashable {
  private let value: JSONValue
  private let digest: Int
  /// About how many bytes it takes as text.
  let weight: Int

  init(_ value: JSONValue) {
    self.value = value
    var hasher = Hasher()
    weight = Self.feed(value, to: &hasher)
    digest = hasher.finalize()
  }

  /// Feeds a value, and returns its weight.
  private static func feed(_ value: JSONValue, to hasher: inout Hasher) -> Int {
    switch value {
    case .null:
      hasher.combine(0 as UInt8)
      return 4
    case .bool(let flag):
      hasher.combine(flag)
      return 4
    case .number(let number):
      hasher.combine(number.text)
      return number.text.utf8.count
    case .string(let text):
      hasher.combine(text)
      return text.utf8.count + 2
    case .array(let elements):
      hasher.combine(elements.count)
      var weight = 2
      for element in elements { weight += feed(element, to: &hasher) + 1 }
      return weight
    case .object(let members):
      hasher.combine(members.count)
      var weight = 2
      for (key, value) in members {
        hasher.combine(key)
        weight += key.utf8.count + 4 + feed(value, to: &hasher)
      }
      return weight
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  static func == (left: ExactJSON, right: ExactJSON) -> Bool {
    left.digest == right.digest && isWrittenAlike(left.value, right.value)
  }

  private static func isWrittenAlike(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
    case (.array(let left), .array(let right)): left.elementsEqual(right, by: isWrittenAlike)
    case (.object(let left), .object(let right)):
      left.elementsEqual(right) { ExactText($0.key) == ExactText($1.key) && isWrittenAlike($0.value, $1.value) }
    default: left == right
    }
  }
}
