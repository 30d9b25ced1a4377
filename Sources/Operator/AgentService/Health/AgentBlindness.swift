/// Tells the loss of many agents at once from the loss of brokers: then it is we who do not see.
///
/// States: seeing, blind. It turns blind when more than half of the agents that spoke, and at least two, fell silent within
/// two seconds of each other; it sees again when half of all are heard again. While it is blind, whoever is silent is not
/// taken for gone.
struct AgentBlindness: Sendable, Hashable {
  enum Change: Sendable, Hashable {
    case began
    case ended
  }

  /// Those that were lost at once and are not back; empty while it sees.
  private(set) var lost: Set<String> = []

  var isBlind: Bool { !lost.isEmpty }

  /// - Parameters:
  ///   - silent: When each agent was heard last that is silent, and not for so long that it is given up.
  ///   - speaking: How many others speak.
  mutating func judge(silent: [String: Duration], speaking: Int) -> Change? {
    if isBlind {
      lost = Set(silent.keys)
      if lost.count > speaking { return nil }
      lost = []
      return .ended
    }
    let count = Self.mostAtOnce(silent.values.sorted())
    // Those that fell silent apart from them do not count as heard, nor as lost.
    guard count >= 2, count > speaking else { return nil }
    lost = Set(silent.keys)
    return .began
  }

  /// The most times that lie within the window of each other.
  private static func mostAtOnce(_ times: [Duration]) -> Int {
    var most = 0
    var first = 0
    for last in times.indices {
      while times[last] - times[first] > AgentServiceLimits.blindnessWindow { first += 1 }
      most = max(most, last - first + 1)
    }
    return most
  }
}
