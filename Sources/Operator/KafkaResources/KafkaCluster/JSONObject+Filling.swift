import JSON

/// What becomes of a list that two objects hold when one completes the other.
enum ListFilling {
  /// The elements of both, those of the completed one first; one that is there already is not repeated.
  case appended
  /// The completed one's list alone.
  case kept
}

extension JSONObject {
  /// These members, completed by those of another object, in objects within them too. `null` counts as absent.
  func filled(by other: JSONObject, lists: ListFilling) -> JSONObject {
    var filled = self
    for (key, theirs) in other {
      switch (self[key] ?? .null, theirs) {
      case (.null, _): filled[key] = theirs
      case (.object(let own), .object(let more)): filled[key] = .object(own.filled(by: more, lists: lists))
      case (.array(let own), .array(let more)) where lists == .appended || own.isEmpty:
        filled[key] = .array(own.appending(more))
      default: break
      }
    }
    return filled
  }
}

extension [JSONValue] {
  /// These elements, then the others that are not among them.
  func appending(_ more: [JSONValue]) -> [JSONValue] { more.isEmpty ? self : appendingMissing(more) }
}

extension Array where Element: Equatable {
  /// These elements, then the others that are not among them.
  func appendingMissing(_ more: [Element]) -> [Element] {
    var result: [Element] = []
    for element in self + more where !result.contains(element) { result.append(element) }
    return result
  }
}

extension JSONObject? {
  /// What is there of both, the one completed by the other.
  func filled(by other: JSONObject?, lists: ListFilling) -> JSONObject? {
    guard let own = self else { return other }
    return other.map { own.filled(by: $0, lists: lists) } ?? own
  }
}
