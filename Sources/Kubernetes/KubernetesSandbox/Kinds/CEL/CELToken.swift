/// A word of an expression.
struct CELToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case identifier(String)
    case string(String)
    case int(Int64)
    case double(Double)
    /// An operator, a bracket or a comma.
    case mark(String)
    /// A literal that is CEL and not known here: bytes, unsigned integers.
    case unsupported(String)
    case end
  }

  let kind: Kind
  /// In characters from the beginning of the text.
  let offset: Int
}
