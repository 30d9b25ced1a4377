/// Which warnings were told: each is to be told once, not with every request.
public struct WarningHistory: Sendable, Hashable {
  /// How many are remembered. Once as many were met, the memory begins anew, and each may be told once more.
  public let bound: Int
  private var told: Set<WarningHeader> = []

  /// A memory without warnings.
  public init(bound: Int = 1000) { self.bound = max(1, bound) }

  /// The warnings of an answer that were not told before, in order; from now on they count as told.
  public mutating func news(in headers: [HeaderField]) -> [WarningHeader] {
    var news: [WarningHeader] = []
    for warning in WarningHeader.warnings(in: headers) where !told.contains(warning) {
      if told.count >= bound { told = [] }
      told.insert(warning)
      news.append(warning)
    }
    return news
  }
}
