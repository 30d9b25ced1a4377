import JSON

/// Counts, and shares of a count.
enum CountRules {
  /// A number that is 0 or more.
  static func notNegative(_ value: JSONValue?, at field: String) -> [APIFailure.Cause] {
    guard let value, let number = value.intValue, number < 0 else { return [] }
    return [.invalidValue(field, value, "must be greater than or equal to 0")]
  }

  /// A number that is 0 or more, or a share from `0%` to `100%`.
  static func countOrShare(_ value: JSONValue, at field: String) -> [APIFailure.Cause] {
    guard let text = value.stringValue else { return notNegative(value, at: field) }
    guard text.hasSuffix("%"), text.utf8.count > 1, let share = UInt64(text.dropLast()) else {
      return [
        .invalidValue(
          field, value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used "
            + "for validation is '[0-9]+%')")
      ]
    }
    return share > 100 ? [.invalidValue(field, value, "must not be greater than 100%")] : []
  }
}
