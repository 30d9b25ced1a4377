import JSON

/// Works an expression out.
struct CELEvaluator {
  private var variables: [(name: String, value: JSONValue)]
  private var steps = 0

  /// How many steps an expression may take.
  private static let maximumSteps = 2_000_000

  init(variables: [(name: String, value: JSONValue)]) { self.variables = variables }

  /// The value of an expression.
  mutating func value(of node: CELNode) throws(CELError) -> JSONValue {
    steps += 1
    if steps > Self.maximumSteps {
      throw .evaluation("operation cancelled: actual cost limit exceeded")
    }
    switch node {
    case .literal(let value): return value
    case .variable(let name):
      guard let found = variables.last(where: { $0.name == name }) else {
        throw .evaluation("no such attribute(s): \(name)")
      }
      return found.value
    case .list(let nodes):
      var values: [JSONValue] = []
      for node in nodes { values.append(try value(of: node)) }
      return .array(values)
    case .map(let entries): return try map(entries)
    case .member(let target, let name): return try member(name, of: try value(of: target))
    case .has(let target, let name):
      let object = try value(of: target)
      guard let members = object.objectValue else { throw noOverload("has", [object]) }
      return .bool(members[name] != nil)
    case .element(let target, let place): return try element(try value(of: place), of: try value(of: target))
    case .call(let name, let target, let arguments): return try call(name, target, arguments)
    case .comprehension(let kind, let target, let variable, let bodies):
      return try comprehension(kind, target, variable, bodies)
    case .not(let node):
      let operand = try value(of: node)
      guard let flag = operand.boolValue else { throw noOverload("!_", [operand]) }
      return .bool(!flag)
    case .negative(let node): return try CELArithmetic.negative(try value(of: node))
    case .binary(let mark, let left, let right):
      return try CELArithmetic.binary(mark, try value(of: left), try value(of: right))
    case .and(let left, let right): return try logic(left, right, decisive: false)
    case .or(let left, let right): return try logic(left, right, decisive: true)
    case .choice(let condition, let first, let second):
      let flag = try value(of: condition)
      guard let flag = flag.boolValue else { throw noOverload("_?_:_", [flag]) }
      return try value(of: flag ? first : second)
    }
  }

  private func noOverload(_ name: String, _ values: [JSONValue]) -> CELError { CELFunctions.noOverload(name, values) }

  private mutating func map(_ entries: [(key: CELNode, value: CELNode)]) throws(CELError) -> JSONValue {
    var members = JSONObject()
    for entry in entries {
      let key = try value(of: entry.key)
      guard let name = key.stringValue else { throw .evaluation("unsupported key type: \(CELValue.typeName(key))") }
      members[name] = try value(of: entry.value)
    }
    return .object(members)
  }

  private func member(_ name: String, of object: JSONValue) throws(CELError) -> JSONValue {
    guard let members = object.objectValue else { throw .evaluation("no such overload") }
    guard let value = members[name] else { throw .evaluation("no such key: \(name)") }
    return value
  }

  private func element(_ place: JSONValue, of target: JSONValue) throws(CELError) -> JSONValue {
    switch target {
    case .array(let values):
      guard let index = place.intValue else { throw noOverload("_[_]", [target, place]) }
      guard values.indices.contains(index) else { throw .evaluation("index out of bounds: \(index)") }
      return values[index]
    case .object:
      guard let name = place.stringValue else { throw .evaluation("no such key: \(place.text())") }
      return try member(name, of: target)
    default: throw noOverload("_[_]", [target, place])
    }
  }

  private mutating func call(
    _ name: String, _ target: CELNode?, _ arguments: [CELNode]
  ) throws(CELError) -> JSONValue {
    var values: [JSONValue] = []
    if let target { values.append(try value(of: target)) }
    for argument in arguments { values.append(try value(of: argument)) }
    return try CELFunctions.call(name, isMethod: target != nil, values)
  }

  /// `&&` and `||`: what decides counts even where the other side fails.
  private mutating func logic(_ left: CELNode, _ right: CELNode, decisive: Bool) throws(CELError) -> JSONValue {
    var failure: CELError?
    for node in [left, right] {
      do throws(CELError) {
        let operand = try value(of: node)
        guard let flag = operand.boolValue else { throw noOverload(decisive ? "_||_" : "_&&_", [operand]) }
        if flag == decisive { return .bool(decisive) }
      } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
    return .bool(!decisive)
  }

  private mutating func comprehension(
    _ kind: CELNode.Comprehension, _ target: CELNode, _ variable: String, _ bodies: [CELNode]
  ) throws(CELError) -> JSONValue {
    let values = try elements(of: try value(of: target))
    var chosen: [JSONValue] = []
    var failure: CELError?
    var count = 0
    for element in values {
      variables.append((variable, element))
      defer { variables.removeLast() }
      do throws(CELError) {
        if kind == .map {
          if bodies.count == 2, try !condition(bodies[0]) { continue }
          chosen.append(try value(of: bodies[bodies.count - 1]))
          continue
        }
        let holds = try condition(bodies[0])
        if kind == .all, !holds { return false }
        if kind == .exists, holds { return true }
        if holds {
          count += 1
          chosen.append(element)
        }
      } catch {
        // What one element decides counts even where another fails.
        guard kind == .all || kind == .exists else { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    switch kind {
    case .all: return true
    case .exists: return false
    case .existsOne: return .bool(count == 1)
    case .map, .filter: return .array(chosen)
    }
  }

  private mutating func condition(_ node: CELNode) throws(CELError) -> Bool {
    let found = try value(of: node)
    guard let flag = found.boolValue else { throw noOverload("condition", [found]) }
    return flag
  }

  /// What a comprehension goes through: the elements of a list, the keys of a map.
  private func elements(of value: JSONValue) throws(CELError) -> [JSONValue] {
    switch value {
    case .array(let values): return values
    case .object(let members): return members.keys.map { .string($0) }
    default: throw .evaluation("got '\(CELValue.typeName(value))', expected iterable type")
    }
  }
}
