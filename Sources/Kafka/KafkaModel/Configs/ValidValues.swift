/// Which values of a key are valid, beyond what its type says.
public enum ValidValues: Sendable, Hashable {
  /// All.
  case any
  /// Whatever is not empty.
  case nonEmpty
  /// Numbers within bounds, where there are any, and one beside them, where there is one.
  case range(from: Double?, to: Double?, or: Double?)
  /// One of these; of a list, each element.
  case oneOf([String], ignoringCase: Bool)
  /// `*`, or pairs of partition and broker: `0:1,0:2`.
  case replicas

  /// The form of a table; nil where it is none.
  init?(text: String) {
    switch text.first {
    case nil: self = .any
    case "!": self = .nonEmpty
    case "r": self = .replicas
    case "=", "~":
      self = .oneOf(text.dropFirst().split(separator: ",").map { String($0) }, ignoringCase: text.first == "~")
    default:
      let parts = text.split(separator: " ")
      let bounds = parts[0].split(separator: "..", omittingEmptySubsequences: false)
      guard bounds.count == 2, let low = Double(bounds[0]) else { return nil }
      self = .range(from: low, to: Double(bounds[1]), or: parts.count == 2 ? Double(parts[1]) : nil)
    }
  }
}

extension ValidValues {
  /// What is wrong with a number, in words; nil where nothing is.
  func problem(with number: Double, text: String) -> String? {
    guard case .range(let low, let high, let other) = self, number != other else { return nil }
    if (low.map { number >= $0 } ?? true) && (high.map { number <= $0 } ?? true) { return nil }
    return "\(text) is out of range"
  }

  /// What is wrong with a text, in words; nil where nothing is.
  func problem(with text: String) -> String? {
    switch self {
    case .any, .range: return nil
    case .nonEmpty: return text.isEmpty ? "the value is empty" : nil
    case .oneOf(let values, let ignoringCase):
      let isValid = ignoringCase ? values.contains { $0.uppercased() == text.uppercased() } : values.contains(text)
      return isValid ? nil : "'\(text)' is no value of this key"
    case .replicas:
      if text.isEmpty || text == "*" { return nil }
      let pair = text.split(separator: ":", omittingEmptySubsequences: false)
      let isPair =
        pair.count == 2 && pair.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } }
      return isPair ? nil : "'\(text)' is no pair of partition and broker"
    }
  }

  /// What to write instead, in words.
  var remedy: String {
    switch self {
    case .any: "write a value of the key's type"
    case .nonEmpty: "write a value"
    case .range(let low, let high, let other):
      "use a value \(Self.words(low, high))" + (other.map { ", or \(Self.text($0))" } ?? "")
    case .oneOf(let values, _): "use one of: \(values.joined(separator: ", "))"
    case .replicas: "write '*', or pairs such as 0:1,0:2"
    }
  }

  private static func words(_ low: Double?, _ high: Double?) -> String {
    switch (low, high) {
    case (let low?, let high?): "from \(text(low)) to \(text(high))"
    case (let low?, nil): "of at least \(text(low))"
    case (nil, let high?): "of at most \(text(high))"
    case (nil, nil): "that is a number"
    }
  }

  /// A bound as a person writes it: without `.0`.
  private static func text(_ number: Double) -> String { Int64(exactly: number).map { String($0) } ?? String(number) }
}
