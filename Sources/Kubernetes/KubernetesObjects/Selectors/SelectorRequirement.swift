/// A condition on one label.
public struct SelectorRequirement: Sendable, Hashable {
  /// What is asked of the label.
  public enum Operator: String, Sendable, Hashable {
    /// It is there and has this value.
    case equals = "="
    /// It has another value, or is not there.
    case notEquals = "!="
    /// It is there and has one of these values.
    case isIn = "in"
    /// It has none of these values, or is not there.
    case isNotIn = "notin"
    /// It is there.
    case exists = ""
    /// It is not there.
    case doesNotExist = "!"
    /// It is there and an integer that is greater.
    case isGreater = ">"
    /// It is there and an integer that is less.
    case isLess = "<"
  }

  /// The label.
  public let key: String
  /// What is asked of it.
  public let `operator`: Operator
  /// The values, sorted, each once.
  public let values: [String]

  /// A condition.
  ///
  /// - Throws: `ObjectError` where key and values are not in the form of labels, or do not go with the operator.
  public init(_ key: String, _ operator: Operator, _ values: [String] = []) throws(ObjectError) {
    if let problem = LabelSyntax.problem(withKey: key) {
      throw ObjectError("'\(key)' is no key of a label: \(problem)")
    }
    self.key = key
    self.operator = `operator`
    self.values = Set(values).sorted()
    try checkValues()
  }

  private func checkValues() throws(ObjectError) {
    switch self.operator {
    case .isIn, .isNotIn: if values.isEmpty { throw ObjectError("at least one value is expected") }
    case .exists, .doesNotExist: if !values.isEmpty { throw ObjectError("no value is expected") }
    case .equals, .notEquals: if values.count != 1 { throw ObjectError("one value is expected") }
    case .isGreater, .isLess:
      guard values.count == 1, Int64(values[0]) != nil else { throw ObjectError("an integer is expected") }
    }
    for value in values {
      if let problem = LabelSyntax.problem(withValue: value) {
        throw ObjectError("'\(value)' is no value of a label: \(problem)")
      }
    }
  }

  /// The condition that an object of the API holds.
  ///
  /// - Throws: `ObjectError` where the API server would refuse it.
  init(_ requirement: LabelSelectorRequirement) throws(ObjectError) {
    let operators: [String: Operator] = [
      "In": .isIn, "NotIn": .isNotIn, "Exists": .exists, "DoesNotExist": .doesNotExist,
    ]
    guard let known = operators[requirement.operator] else {
      throw ObjectError("'\(requirement.operator)' is none of In, NotIn, Exists and DoesNotExist").within("operator")
    }
    try self.init(requirement.key, known, requirement.values)
  }

  /// Whether labels meet the condition.
  public func matches(_ labels: [String: String]) -> Bool {
    switch self.operator {
    case .equals, .isIn: labels[key].map { values.contains($0) } ?? false
    case .notEquals, .isNotIn: labels[key].map { !values.contains($0) } ?? true
    case .exists: labels[key] != nil
    case .doesNotExist: labels[key] == nil
    case .isGreater: compares(labels[key], by: >)
    case .isLess: compares(labels[key], by: <)
    }
  }

  private func compares(_ label: String?, by comparison: (Int64, Int64) -> Bool) -> Bool {
    guard let label, let value = Int64(label), let bound = Int64(values[0]) else { return false }
    return comparison(value, bound)
  }
}

extension SelectorRequirement: CustomStringConvertible {
  /// The form of queries: `c in (x,y)`.
  public var description: String {
    switch self.operator {
    case .exists: key
    case .doesNotExist: "!\(key)"
    case .isIn, .isNotIn: "\(key) \(self.operator.rawValue) (\(values.joined(separator: ",")))"
    case .equals, .notEquals, .isGreater, .isLess: key + self.operator.rawValue + values[0]
    }
  }
}
