/// Reads the text of a `LinearPattern`. It must never guess: what it does not know is a failure.
struct LinearPatternReader {
  private var rest: ArraySlice<Unicode.Scalar>
  private static let depthLimit = 100

  init(_ pattern: String) { rest = Array(pattern.unicodeScalars)[...] }

  mutating func whole() throws(LinearPattern.Failure) -> PatternTree {
    let tree = try choice(depth: 0)
    guard rest.isEmpty else { throw .unknown }
    return tree
  }

  private mutating func choice(depth: Int) throws(LinearPattern.Failure) -> PatternTree {
    guard depth < Self.depthLimit else { throw .tooLarge }
    var tree = try sequence(depth: depth)
    while rest.first == "|" {
      rest.removeFirst()
      tree = .choice(tree, try sequence(depth: depth))
    }
    return tree
  }

  private mutating func sequence(depth: Int) throws(LinearPattern.Failure) -> PatternTree {
    var parts: [PatternTree] = []
    while let next = rest.first, next != "|", next != ")" {
      parts.append(try repeated(try atom(depth: depth)))
    }
    return .sequence(parts)
  }

  private mutating func repeated(_ part: PatternTree) throws(LinearPattern.Failure) -> PatternTree {
    let bounds: (least: Int, most: Int?)
    switch rest.first {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{": bounds = try counted()
    default: return part
    }
    rest.removeFirst()
    // Whether it takes much or little makes no difference to whether there is something.
    if rest.first == "?" { rest.removeFirst() }
    if let next = rest.first, "*+?{".unicodeScalars.contains(next) { throw .unknown }
    return .repeated(part, least: bounds.least, most: bounds.most)
  }

  /// `{2}`, `{2,}` or `{2,5}` up to its last brace.
  private mutating func counted() throws(LinearPattern.Failure) -> (least: Int, most: Int?) {
    guard let end = rest.firstIndex(of: "}") else { throw .unknown }
    var text = ""
    text.unicodeScalars.append(contentsOf: rest[(rest.startIndex + 1)..<end])
    rest = rest[end...]
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count < 3, let least = Int(parts[0]), least >= 0 else { throw .unknown }
    guard parts.count == 2 else { return try bounded(least, least) }
    guard !parts[1].isEmpty else { return (try bounded(least, least).least, nil) }
    guard let most = Int(parts[1]), most >= least else { throw .unknown }
    return try bounded(least, most)
  }

  private func bounded(_ least: Int, _ most: Int) throws(LinearPattern.Failure) -> (least: Int, most: Int?) {
    guard most <= 1000 else { throw .tooLarge }
    return (least, most)
  }

  private mutating func atom(depth: Int) throws(LinearPattern.Failure) -> PatternTree {
    guard let scalar = rest.popFirst() else { throw .unknown }
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .one(.dot)
    case "[": return .one(try set())
    case "(":
      if rest.first == "?" {
        guard rest.dropFirst().first == ":" else { throw .unknown }
        rest.removeFirst(2)
      }
      let tree = try choice(depth: depth + 1)
      guard rest.popFirst() == ")" else { throw .unknown }
      return tree
    case "\\":
      if rest.first == "A" || rest.first == "z" { return rest.removeFirst() == "A" ? .start : .end }
      return .one(try escaped())
    case "*", "+", "?", "{", "}", "]", ")": throw .unknown
    default: return .one(.only(scalar))
    }
  }

  private mutating func escaped() throws(LinearPattern.Failure) -> ScalarSet {
    guard let letter = rest.popFirst() else { throw .unknown }
    if let set = ScalarSet.named(letter) { return set }
    switch letter {
    case "n": return .only("\n")
    case "t": return .only("\t")
    case "r": return .only("\r")
    case let other where other.isASCII && !other.properties.isAlphabetic && other.properties.numericType == nil:
      return .only(other)
    default: throw .unknown
    }
  }

  /// A class, behind its first bracket.
  private mutating func set() throws(LinearPattern.Failure) -> ScalarSet {
    var set = ScalarSet()
    if rest.first == "^" {
      rest.removeFirst()
      set.isNegated = true
    }
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst { return set }
      isFirst = false
      // `[:alpha:]`, and what other dialects read as operations on sets.
      if scalar == "[" || (scalar == "&" && rest.first == "&") { throw .unknown }
      var low = ScalarSet.only(scalar)
      if scalar == "\\" { low = try escaped() }
      guard rest.first == "-", let next = rest.dropFirst().first, next != "]" else {
        if low.isNegated { throw .unknown }
        set.ranges += low.ranges
        continue
      }
      rest.removeFirst(2)
      let high = next == "\\" ? try escaped() : .only(next)
      guard low.ranges.count == 1, high.ranges.count == 1, !low.isNegated, !high.isNegated,
        low.ranges[0].count == 1, high.ranges[0].count == 1, low.ranges[0].lowerBound <= high.ranges[0].lowerBound
      else { throw .unknown }
      set.ranges.append(low.ranges[0].lowerBound...high.ranges[0].lowerBound)
    }
    throw .unknown
  }
}
