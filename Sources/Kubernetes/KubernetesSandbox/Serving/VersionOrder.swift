/// The order in which the versions of an API are preferred: `v2`, `v1`, `v1beta2`, `v1alpha1`, then others by name.
enum VersionOrder {
  static func isBefore(_ left: String, _ right: String) -> Bool {
    switch (rank(left), rank(right)) {
    case (let left?, let right?): left > right
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): left < right
    }
  }

  /// Stability, major and minor number; nil where the name is no version.
  private static func rank(_ version: String) -> (Int, Int, Int)? {
    guard version.hasPrefix("v") else { return nil }
    let rest = version.dropFirst()
    for (word, stability) in [("alpha", 0), ("beta", 1)] {
      guard let range = rest.firstRange(of: word) else { continue }
      guard let major = Int(rest[..<range.lowerBound]), let minor = Int(rest[range.upperBound...]) else { return nil }
      return (stability, major, minor)
    }
    return Int(rest).map { (2, $0, 0) }
  }
}
