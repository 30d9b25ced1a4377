/// A regular expression as Go's has it (RE2), that looks whether it occurs in a text in time that grows with the text alone.
///
/// It follows all ways through the expression at once, so that no text makes it try again: a definition must never be able to
/// keep the server from its work. What it does not know (flags, `\b`, classes of Unicode) is no pattern for it.
struct LinearPattern: Sendable {
  enum Failure: Error, Hashable, CustomStringConvertible {
    /// It may be a pattern, but not for this.
    case unknown
    /// Its repetitions make more of it than can be kept.
    case tooLarge

    var description: String {
      switch self {
      case .unknown: "it is not known here"
      case .tooLarge: "its repetitions make it too large: repeat less"
      }
    }
  }

  enum Step: Sendable {
    case one(ScalarSet)
    case fork(Int, Int)
    case start
    case end
    case found
  }

  /// More steps are refused, as Go refuses what repeats more than 1000 times.
  static let stepLimit = 10_000

  private let steps: [Step]

  /// Reads a pattern.
  init(_ pattern: String) throws(Failure) {
    var reader = LinearPatternReader(pattern)
    let tree = try reader.whole()
    var steps: [Step] = []
    try Self.add(tree, to: &steps)
    steps.append(.found)
    self.steps = steps
  }

  /// Whether a pattern occurs in a text.
  ///
  /// - Throws: where it is none, or too large.
  static func isFound(_ pattern: String, in text: String) throws -> Bool {
    guard let linear = try checked(pattern) else {
      return try Regex(pattern).matchingSemantics(.unicodeScalar).firstMatch(in: text) != nil
    }
    return linear.occurs(in: text)
  }

  /// A pattern that was read; nil where it is one, though not for this.
  ///
  /// - Throws: where it is none, or too large.
  @discardableResult static func checked(_ pattern: String) throws -> LinearPattern? {
    do { return try LinearPattern(pattern) } catch Failure.unknown {
      _ = try Regex(pattern)
      return nil
    }
  }

  private static func add(_ tree: PatternTree, to steps: inout [Step]) throws(Failure) {
    guard steps.count < stepLimit else { throw .tooLarge }
    switch tree {
    case .one(let set): steps.append(.one(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .sequence(let parts): for part in parts { try add(part, to: &steps) }
    case .choice(let left, let right):
      let fork = steps.count
      steps.append(.found)
      try add(left, to: &steps)
      let jump = steps.count
      steps.append(.found)
      steps[fork] = .fork(fork + 1, steps.count)
      try add(right, to: &steps)
      steps[jump] = .fork(steps.count, steps.count)
    case .repeated(let part, let least, let most):
      for _ in 0..<least { try add(part, to: &steps) }
      guard let most else {
        let fork = steps.count
        steps.append(.found)
        try add(part, to: &steps)
        steps.append(.fork(fork, fork))
        steps[fork] = .fork(fork + 1, steps.count)
        return
      }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(steps.count)
        steps.append(.found)
        try add(part, to: &steps)
      }
      for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
    guard steps.count < stepLimit else { throw .tooLarge }
  }

  /// Whether it occurs anywhere in a text.
  func occurs(in text: String) -> Bool {
    var reached = [Int](repeating: -1, count: steps.count)
    var now: [Int] = []
    var position = 0
    let scalars = Array(text.unicodeScalars)
    while true {
      // Another way begins at each place.
      if follow(0, at: position, of: scalars.count, &reached, &now) { return true }
      guard position < scalars.count else { return false }
      let before = now
      now = []
      position += 1
      for step in before {
        guard case .one(let set) = steps[step], set.contains(scalars[position - 1]) else { continue }
        if follow(step + 1, at: position, of: scalars.count, &reached, &now) { return true }
      }
    }
  }

  /// Adds the steps that are reached from one without a scalar; whether the end of the pattern is one of them.
  private func follow(
    _ first: Int, at position: Int, of count: Int, _ reached: inout [Int], _ now: inout [Int]
  ) -> Bool {
    var open = [first]
    while let step = open.popLast() {
      guard reached[step] != position else { continue }
      reached[step] = position
      switch steps[step] {
      case .one: now.append(step)
      case .fork(let left, let right): open += [right, left]
      case .start: if position == 0 { open.append(step + 1) }
      case .end: if position == count { open.append(step + 1) }
      case .found: return true
      }
    }
    return false
  }
}
