import JSON

/// The operators of two values.
enum CELArithmetic {
  static func negative(_ value: JSONValue) throws(CELError) -> JSONValue {
    guard case .number(let number) = value else { throw CELFunctions.noOverload("-_", [value]) }
    if CELValue.isInt(number), let whole = number.intValue {
      guard whole != .min else { throw .evaluation("integer overflow") }
      return .number(JSONNumber(-whole))
    }
    return .number(CELValue.double(-(number.doubleValue ?? 0)))
  }

  static func binary(_ mark: String, _ left: JSONValue, _ right: JSONValue) throws(CELError) -> JSONValue {
    switch mark {
    case "==": return .bool(CELValue.areEqual(left, right))
    case "!=": return .bool(!CELValue.areEqual(left, right))
    case "<", "<=", ">", ">=":
      guard let order = CELValue.compare(left, right) else {
        throw CELFunctions.noOverload("_\(mark)_", [left, right])
      }
      switch mark {
      case "<": return .bool(order < 0)
      case "<=": return .bool(order <= 0)
      case ">": return .bool(order > 0)
      default: return .bool(order >= 0)
      }
    case "in":
      switch right {
      case .array(let values): return .bool(values.contains { CELValue.areEqual($0, left) })
      case .object(let members): return .bool(left.stringValue.map { members[$0] != nil } ?? false)
      default: throw CELFunctions.noOverload("@in", [left, right])
      }
    default: return try calculate(mark, left, right)
    }
  }

  private static func calculate(_ mark: String, _ left: JSONValue, _ right: JSONValue) throws(CELError) -> JSONValue {
    switch (left, right) {
    case (.string(let first), .string(let second)) where mark == "+": return .string(first + second)
    case (.array(let first), .array(let second)) where mark == "+": return .array(first + second)
    case (.number(let first), .number(let second)):
      if CELValue.isInt(first), CELValue.isInt(second), let first = first.intValue, let second = second.intValue {
        return .number(JSONNumber(try whole(mark, first, second)))
      }
      guard mark != "%", CELValue.isInt(first) == CELValue.isInt(second) else {
        throw CELFunctions.noOverload("_\(mark)_", [left, right])
      }
      let (first, second) = (first.doubleValue ?? 0, second.doubleValue ?? 0)
      let result: Double
      switch mark {
      case "+": result = first + second
      case "-": result = first - second
      case "*": result = first * second
      default: result = first / second
      }
      return .number(CELValue.double(result))
    default: throw CELFunctions.noOverload("_\(mark)_", [left, right])
    }
  }

  private static func whole(_ mark: String, _ left: Int64, _ right: Int64) throws(CELError) -> Int64 {
    if right == 0, mark == "/" { throw .evaluation("division by zero") }
    if right == 0, mark == "%" { throw .evaluation("modulus by zero") }
    let result: (partialValue: Int64, overflow: Bool)
    switch mark {
    case "+": result = left.addingReportingOverflow(right)
    case "-": result = left.subtractingReportingOverflow(right)
    case "*": result = left.multipliedReportingOverflow(by: right)
    case "/": result = left.dividedReportingOverflow(by: right)
    default: result = left.remainderReportingOverflow(dividingBy: right)
    }
    if result.overflow { throw .evaluation("integer overflow") }
    return result.partialValue
  }
}
