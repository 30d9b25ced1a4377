/// Encoded responses by everything that decides their bytes, so that a response is selected and encoded once for all
/// streams in the same state. Bounded by count and bytes; the oldest go first.
struct ResponseCache: Sendable {
  /// What decides a response's bytes.
  struct Key: Hashable, Sendable {
    let variant: XDSVariant
    let target: ContentHash
    let acknowledged: ContentHash
    let rejected: [ContentHash]
    let subscription: Int
    let owed: Int
    let everything: Bool
    let onlyOwed: Bool
    let mustAnswer: Bool
    let generation: UInt64
    let count: UInt64

    /// Hashes what differs as a rule, in one step: a lookup is what a push costs for each stream.
    func hash(into hasher: inout Hasher) {
      hasher.combine(target.low ^ (acknowledged.low &* 31) ^ (generation &* 0x9e37_79b9_7f4a_7c15))
      if count != 0 || subscription != -1 { hasher.combine(count ^ UInt64(bitPattern: Int64(subscription)) << 32) }
    }
  }

  /// A response, and what follows from it.
  struct Response: Sendable {
    /// The whole message; none where there is nothing to say and nobody asked.
    let bytes: [UInt8]
    /// Whether it tells a client nothing.
    let isEmpty: Bool
    /// The EDS names that must be sent after it.
    let endpointNames: NameSet
  }

  private var responses: [Key: Response] = [:]
  private var order: [Key] = []
  private var oldest = 0
  private var size = 0
  private let maximumCount: Int
  private let maximumSize: Int

  /// How many responses were found.
  private(set) var hits: UInt64 = 0
  /// How many were encoded.
  private(set) var encodings: UInt64 = 0

  init(maximumCount: Int, maximumSize: Int) {
    self.maximumCount = maximumCount
    self.maximumSize = maximumSize
  }

  /// How many responses are held.
  var count: Int { responses.count }

  /// The response of a key, if it is held.
  mutating func find(_ key: Key) -> Response? {
    guard let response = responses[key] else { return nil }
    hits += 1
    return response
  }

  /// Keeps a response that was just encoded.
  mutating func insert(_ response: Response, for key: Key) {
    if !response.bytes.isEmpty { encodings += 1 }
    guard responses.updateValue(response, forKey: key) == nil else { return }
    order.append(key)
    size += response.bytes.count
    while oldest < order.count - 1, responses.count > maximumCount || size > maximumSize {
      if let evicted = responses.removeValue(forKey: order[oldest]) { size -= evicted.bytes.count }
      oldest += 1
    }
    if oldest > maximumCount {
      order.removeFirst(oldest)
      oldest = 0
    }
  }
}
