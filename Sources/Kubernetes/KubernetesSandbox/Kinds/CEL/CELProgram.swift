import JSON
import Synchronization

/// A rule in the Common Expression Language, read and ready: what it says of a value and of the value before.
struct CELProgram: Sendable {
  private let node: CELNode
  /// Whether it looks at the value before: then it says nothing of a value that is new.
  let isTransition: Bool

  /// Reads a rule.
  ///
  /// - Throws: `CELError` where it is no CEL, or uses what is not known here.
  init(_ text: String) throws(CELError) {
    isTransition = try CELScanner.tokens(in: text).contains { $0.kind == .identifier("oldSelf") }
    node = try CELParser.parse(text, variables: ["self", "oldSelf"])
  }

  /// The value of the rule.
  func value(of object: JSONValue, old: JSONValue?) throws(CELError) -> JSONValue {
    var variables = [(name: "self", value: object)]
    if let old { variables.append(("oldSelf", old)) }
    var evaluator = CELEvaluator(variables: variables)
    return try evaluator.value(of: node)
  }

  /// Whether an object keeps the rule.
  func holds(for object: JSONValue, old: JSONValue?) throws(CELError) -> Bool {
    let value = try value(of: object, old: old)
    guard let flag = value.boolValue else {
      throw .evaluation("a rule must be true or false, not \(CELValue.typeName(value))")
    }
    return flag
  }

  // MARK: Kept programs

  private static let maximumKept = 4096
  private static let kept = Mutex<[String: Result<CELProgram, CELError>]>([:])

  /// A rule that is read once and then kept.
  static func reading(_ text: String) throws(CELError) -> CELProgram {
    if let found = kept.withLock({ $0[text] }) { return try found.get() }
    let result: Result<CELProgram, CELError>
    do throws(CELError) { result = .success(try CELProgram(text)) } catch { result = .failure(error) }
    kept.withLock { kept in
      if kept.count >= maximumKept { kept = [:] }
      kept[text] = result
    }
    return try result.get()
  }
}
