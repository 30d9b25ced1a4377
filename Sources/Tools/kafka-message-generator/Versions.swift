/// The versions in which something is there: `3`, `3-7` or `3+`.
struct Versions: Equatable {
  /// The first.
  let lowest: Int
  /// The last; `open` where there is none.
  let highest: Int

  /// The last version of what has no last version.
  static let open = 32767

  init(_ lowest: Int, _ highest: Int) {
    self.lowest = lowest
    self.highest = highest
  }

  /// Nil where the text is none of the three forms.
  init?(_ text: Substring) {
    if text.hasSuffix("+") {
      guard let lowest = Versions.number(text.dropLast()) else { return nil }
      self.init(lowest, Versions.open)
      return
    }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let lowest = Versions.number(ends[0]) else { return nil }
    guard ends.count == 2 else {
      self.init(lowest, lowest)
      return
    }
    guard let highest = Versions.number(ends[1]), highest >= lowest else { return nil }
    self.init(lowest, highest)
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(text), value < open else {
      return nil
    }
    return value
  }

  func contains(_ version: Int) -> Bool { version >= lowest && version <= highest }

  func contains(_ other: Versions) -> Bool { lowest <= other.lowest && other.highest <= highest }

  /// The versions that both have.
  func intersection(_ other: Versions) -> Versions? {
    let low = max(lowest, other.lowest)
    let high = min(highest, other.highest)
    return low <= high ? Versions(low, high) : nil
  }

  /// The smallest range that has both.
  func hull(_ other: Versions) -> Versions { Versions(min(lowest, other.lowest), max(highest, other.highest)) }

  /// The versions in words.
  var words: String {
    if highest == Versions.open { return "from version \(lowest)" }
    if lowest == highest { return "version \(lowest)" }
    return "versions \(lowest) to \(highest)"
  }
}

/// When a statement about `version` holds.
enum Condition: Equatable {
  case always
  case never
  case when(String)

  /// Whether `version` is one of `versions`, where it is known to be one of `valid`.
  init(_ versions: Versions?, within valid: Versions) {
    guard let versions, let common = versions.intersection(valid) else {
      self = .never
      return
    }
    if common == valid {
      self = .always
    } else if common.lowest == valid.lowest {
      self = .when("version <= \(common.highest)")
    } else if common.highest == valid.highest {
      self = .when("version >= \(common.lowest)")
    } else if common.lowest == common.highest {
      self = .when("version == \(common.lowest)")
    } else {
      self = .when("version >= \(common.lowest) && version <= \(common.highest)")
    }
  }

  /// The condition as an expression.
  var expression: String {
    switch self {
    case .always: "true"
    case .never: "false"
    case .when(let text): text
    }
  }
}
