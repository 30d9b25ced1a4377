import JSON
import KubernetesObjects

/// The comparison of what the record does not look into: atomic places, and what the manager does not own.
extension ApplyComparison {
  /// Whether a whole value is the desired one, as the server writes it.
  ///
  /// - Parameter isInside: whether it is a part of an atomic place, of which the record does not say that it was applied.
  func isSame(_ desired: JSONValue, _ live: JSONValue?, _ path: FieldPath, isInside: Bool = false) -> Bool {
    let name = path.trailingNames(1).first ?? ""
    guard let live, !live.isNull else {
      return isInside ? kind.isLeftOut(name, desired) : kind.isNothing(desired)
    }
    switch (desired, live) {
    case (.object(let desired), .object(let live)): return areSameMembers(desired, live, path)
    case (.array(let desired), .array(let live)):
      guard desired.count == live.count else { return false }
      for (item, other) in zip(desired, live) where !isSame(item, other, path, isInside: true) { return false }
      return true
    default:
      if desired.isZero, kind.isAllocated(name) { return true }
      if desired.isNull { return isInside ? kind.isLeftOut(name, live) : kind.isNothing(live) }
      return ValueForm(at: path, of: kind).areEqual(desired, live)
    }
  }

  private func areSameMembers(_ desired: JSONObject, _ live: JSONObject, _ path: FieldPath) -> Bool {
    for (name, value) in desired {
      guard isSame(value, live[name], path.appending(.member(name)), isInside: true) else { return false }
    }
    for (name, value) in live where desired[name] == nil {
      if !value.isNull, !kind.isDefault(name, value, in: path) { return false }
    }
    return true
  }

  /// Compares what the manager owns nothing of: it is a difference in any case, unless nothing is desired.
  mutating func compareUnowned(_ desired: JSONValue, _ live: JSONValue?, _ path: FieldPath) {
    let name = path.trailingNames(1).first ?? ""
    guard let live else {
      if !desired.isNothing || kind.isKeptEmpty(name, desired) { report(.added, at: path, live: nil) }
      return
    }
    if desired.isNothing {
      if !kind.isNothing(live), !kind.hasSeparateEntries(name) { report(.takenOver, at: path, live: live) }
    } else if case .object(let members) = desired {
      compareUnownedMembers(members, live, path)
    } else {
      let isThere = isSame(desired, live, path) || kind.hasSeparateEntries(name) && Self.holds(live, desired)
      report(isThere ? .unclaimed : .takenOver, at: path, live: live)
    }
  }

  private static func holds(_ live: JSONValue, _ desired: JSONValue) -> Bool {
    guard let live = live.arrayValue, let desired = desired.arrayValue else { return false }
    return desired.allSatisfy(live.contains)
  }

  /// Reports the members that differ; where none does, the object is not claimed as a whole.
  mutating func compareUnownedMembers(_ desired: JSONObject, _ live: JSONValue, _ path: FieldPath) {
    let before = differences.count
    for (name, value) in desired {
      compareUnowned(value, live[name], path.appending(.member(name)))
    }
    mergeUnclaimed(from: before, into: path)
  }
}

extension JSONValue {
  /// The text's bytes as the API writes them.
  static func base64(of text: String) -> JSONValue { SecretBytes(Array(text.utf8)).json }
}
