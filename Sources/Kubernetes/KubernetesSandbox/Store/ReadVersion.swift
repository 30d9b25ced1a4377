/// What `resourceVersion` and `resourceVersionMatch` ask of a read.
struct ReadVersion: Sendable, Hashable {
  /// The state that is asked for.
  enum State: Sendable, Hashable {
    /// The present one.
    case newest
    /// The present one, which must have reached that version.
    case notOlder(Int)
    /// The one of that version.
    case exact(Int)
  }

  let state: State

  /// Reads a version that is sent; empty and `0` are nil.
  ///
  /// - Throws: `badRequest` where it is no number.
  static func number(_ text: String) throws(APIFailure) -> Int? {
    if text.isEmpty || text == "0" { return nil }
    guard let number = Int(text), number >= 0 else {
      throw APIFailure(
        .badRequest,
        "invalid resource version: resourceVersion: Invalid value: \"\(text)\": it is no number that this server gave")
    }
    return number
  }

  /// Reads the query of a list.
  ///
  /// - Throws: `invalid` where the two do not go together.
  init(_ request: ListRequest) throws(APIFailure) {
    let (version, match) = (request.resourceVersion, request.resourceVersionMatch)
    let field = "resourceVersionMatch"
    if !match.isEmpty {
      if version.isEmpty {
        throw .invalidListOptions(
          .forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided"))
      }
      if !request.continueToken.isEmpty {
        throw .invalidListOptions(.forbidden(field, "resourceVersionMatch is forbidden when continue is provided"))
      }
      guard ["Exact", "NotOlderThan"].contains(match) else {
        throw .invalidListOptions(.notSupported(field, match, ["Exact", "NotOlderThan", ""]))
      }
      if match == "Exact", version == "0" {
        throw .invalidListOptions(
          .forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
      }
    }
    guard let number = try Self.number(version) else {
      state = .newest
      return
    }
    // A page of a version is of exactly that version where nothing else is said.
    state = match == "Exact" || match.isEmpty && request.limit > 0 ? .exact(number) : .notOlder(number)
  }
}
