/// Which state of a kind of objects something was read from.
///
/// Versions of one kind can be told older from newer where both are decimal numbers as KEP-5504 has them (the API
/// server since 1.35 promises it, and earlier ones keep to it); any other text can only be compared for equality.
/// Versions of two kinds, or of two API servers that share no storage, say nothing about each other.
public struct ResourceVersion: Sendable, Hashable {
  /// The text, as the API has it.
  public let text: String
  private let isNumber: Bool

  /// A version.
  public init(_ text: String) {
    self.text = text
    isNumber = Self.isNumber(text)
  }

  /// Whether it can be told older from newer; `0` cannot, which stands for any version.
  public var isOrdered: Bool { isNumber }

  /// Whether this version is older than another; nil where that cannot be told.
  public func isOlder(than other: ResourceVersion) -> Bool? {
    if text == other.text { return false }
    guard isNumber, other.isNumber else { return nil }
    let (count, otherCount) = (text.utf8.count, other.text.utf8.count)
    return count == otherCount ? text.utf8.lexicographicallyPrecedes(other.text.utf8) : count < otherCount
  }

  /// The same without a guess: true only where it is certain.
  func isCertainlyOlder(than other: ResourceVersion) -> Bool { isOlder(than: other) == true }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "0") else { return false }
    for byte in text.utf8 where byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
    return true
  }
}
