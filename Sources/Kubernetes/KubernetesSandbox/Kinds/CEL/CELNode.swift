import JSON

/// A part of an expression.
indirect enum CELNode: Sendable {
  case literal(JSONValue)
  case variable(String)
  case list([CELNode])
  case map([(key: CELNode, value: CELNode)])
  /// `a.b`
  case member(CELNode, String)
  /// `has(a.b)`
  case has(CELNode, String)
  /// `a[b]`
  case element(CELNode, CELNode)
  /// A function, or one of an object: `size(a)`, `a.startsWith(b)`.
  case call(String, on: CELNode?, [CELNode])
  /// `list.all(x, …)` and its like; map with a condition has two bodies.
  case comprehension(Comprehension, CELNode, variable: String, [CELNode])
  case not(CELNode)
  case negative(CELNode)
  case binary(String, CELNode, CELNode)
  case and(CELNode, CELNode)
  case or(CELNode, CELNode)
  case choice(CELNode, CELNode, CELNode)

  /// What is done with each element.
  enum Comprehension: String, Sendable {
    case all, exists
    case existsOne = "exists_one"
    case map, filter
  }
}
