import JSON

/// A JSON patch (RFC 6902): operations that are done in their order, all or none.
struct JSONPatch: Sendable, Hashable {
  private enum Operation: Sendable, Hashable {
    case add(JSONValue)
    case remove
    case replace(JSONValue)
    case test(JSONValue)
    case copy(from: [String])
    case move(from: [String])
  }

  private struct Step: Sendable, Hashable {
    let operation: Operation
    let path: [String]
    let text: String
  }

  /// More operations are refused (kube-apiserver's bound).
  private static let maximumOperations = 10_000

  private let steps: [Step]

  /// Reads a patch.
  ///
  /// - Throws: `badRequest` where it is none.
  init(_ body: JSONValue) throws(APIFailure) {
    guard let list = body.arrayValue else {
      throw APIFailure(
        .badRequest, "error decoding patch: a list of operations is expected, not \(body.kindDescription)")
    }
    guard list.count <= Self.maximumOperations else {
      throw APIFailure(
        .requestEntityTooLarge,
        "The allowed maximum operations in a JSON patch is \(Self.maximumOperations), got \(list.count)")
    }
    var steps: [Step] = []
    for (index, item) in list.enumerated() { steps.append(try Self.step(item, index)) }
    self.steps = steps
  }

  private static func step(_ item: JSONValue, _ index: Int) throws(APIFailure) -> Step {
    func failure(_ what: String) -> APIFailure {
      APIFailure(.badRequest, "error decoding patch: operation \(index): \(what)")
    }
    guard let text = item["path"]?.stringValue, let path = pointer(text) else {
      throw failure("'path' must be a JSON pointer such as /spec/replicas")
    }
    let word = item["op"]?.stringValue ?? ""
    let operation: Operation
    switch word {
    case "add", "replace", "test":
      guard let value = item["value"] else { throw failure("'\(word)' needs a 'value'") }
      operation = word == "add" ? .add(value) : word == "replace" ? .replace(value) : .test(value)
    case "remove": operation = .remove
    case "copy", "move":
      guard let from = item["from"]?.stringValue.flatMap({ pointer($0) }) else {
        throw failure("'\(word)' needs a JSON pointer as 'from'")
      }
      operation = word == "copy" ? .copy(from: from) : .move(from: from)
    default: throw failure("'op' must be add, remove, replace, test, copy or move, not '\(word)'")
    }
    return Step(operation: operation, path: path, text: text)
  }

  /// The parts of a JSON pointer (RFC 6901); nil where it is none.
  private static func pointer(_ text: String) -> [String]? {
    if text.isEmpty { return [] }
    guard text.hasPrefix("/") else { return nil }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      String(part).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  /// What the patch makes of a value.
  ///
  /// - Throws: `invalid` where an operation cannot be done or a test fails.
  func apply(to value: JSONValue) throws(APIFailure) -> JSONValue {
    var value = value
    for step in steps { try Self.apply(step, to: &value) }
    return value
  }

  private static func refusal(_ what: String) -> APIFailure {
    APIFailure(.invalid, "the server rejected our request due to an error in our request: \(what)")
  }

  private static func apply(_ step: Step, to value: inout JSONValue) throws(APIFailure) {
    switch step.operation {
    case .add(let new): try put(new, at: step.path[...], in: &value, step, replacing: false)
    case .replace(let new): try put(new, at: step.path[...], in: &value, step, replacing: true)
    case .remove: _ = try remove(at: step.path[...], from: &value, step)
    case .test(let expected):
      guard find(step.path, in: value) == expected else {
        throw refusal("testing value \(step.text) failed: it has another value")
      }
    case .copy(let from):
      guard let found = find(from, in: value) else { throw refusal("copy operation: there is nothing at its 'from'") }
      try put(found, at: step.path[...], in: &value, step, replacing: false)
    case .move(let from):
      let found = try remove(at: from[...], from: &value, step)
      try put(found, at: step.path[...], in: &value, step, replacing: false)
    }
  }

  private static func find(_ path: [String], in value: JSONValue) -> JSONValue? {
    var value: JSONValue? = value
    for part in path {
      guard let holder = value else { return nil }
      if holder.arrayValue != nil { value = Int(part).flatMap { holder[$0] } } else { value = holder[part] }
    }
    return value
  }

  private static func missing(_ step: Step) -> APIFailure { refusal("there is nothing at the path \(step.text)") }

  /// Goes down to what holds the last part of a path.
  private static func descend<Result>(
    _ path: ArraySlice<String>, in value: inout JSONValue, _ step: Step,
    _ body: (inout JSONValue, String) throws(APIFailure) -> Result
  ) throws(APIFailure) -> Result {
    guard let part = path.first else { throw missing(step) }
    if path.count == 1 { return try body(&value, part) }
    switch value {
    case .object(var members):
      guard var child = members[part] else { throw missing(step) }
      let result = try descend(path.dropFirst(), in: &child, step, body)
      members[part] = child
      value = .object(members)
      return result
    case .array(var elements):
      guard let index = Int(part), elements.indices.contains(index) else { throw missing(step) }
      let result = try descend(path.dropFirst(), in: &elements[index], step, body)
      value = .array(elements)
      return result
    default: throw missing(step)
    }
  }

  private static func put(
    _ new: JSONValue, at path: ArraySlice<String>, in value: inout JSONValue, _ step: Step, replacing: Bool
  ) throws(APIFailure) {
    if path.isEmpty { return value = new }
    try descend(path, in: &value, step) { (holder: inout JSONValue, part: String) throws(APIFailure) in
      switch holder {
      case .object(var members):
        if replacing, members[part] == nil { throw missing(step) }
        members[part] = new
        holder = .object(members)
      case .array(var elements):
        if part == "-", !replacing {
          elements.append(new)
        } else {
          guard let index = Int(part), index >= 0, index < elements.count + (replacing ? 0 : 1) else {
            throw missing(step)
          }
          if replacing { elements[index] = new } else { elements.insert(new, at: index) }
        }
        holder = .array(elements)
      default: throw missing(step)
      }
    }
  }

  private static func remove(
    at path: ArraySlice<String>, from value: inout JSONValue, _ step: Step
  ) throws(APIFailure) -> JSONValue {
    try descend(path, in: &value, step) { (holder: inout JSONValue, part: String) throws(APIFailure) in
      switch holder {
      case .object(var members):
        guard let found = members[part] else { throw missing(step) }
        members[part] = nil
        holder = .object(members)
        return found
      case .array(var elements):
        guard let index = Int(part), elements.indices.contains(index) else { throw missing(step) }
        let found = elements.remove(at: index)
        holder = .array(elements)
        return found
      default: throw missing(step)
      }
    }
  }
}
