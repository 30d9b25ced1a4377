/// How many connections each peer has: an IPv4 address, or the /64 network of an IPv6 address, which one host may own as a
/// whole. Peers of unix sockets are not counted.
final class PeerTable: Sendable {
  private enum Peer: Hashable {
    case ipv4(UInt32)
    case ipv6(UInt64)

    init?(_ address: NetworkAddress) {
      switch address {
      case .ipv4(let address, _): self = .ipv4(address)
      case .ipv6(let address, _): self = .ipv6(UInt64(truncatingIfNeeded: address >> 64))
      case .unix: return nil
      }
    }
  }

  private let limit: Int
  private let counts = Lock([Peer: Int]())

  init(limit: Int) { self.limit = limit }

  /// Counts a connection in, unless its peer has as many as may be.
  func admit(_ address: NetworkAddress) -> Bool {
    guard let peer = Peer(address) else { return true }
    return counts.withLock { counts in
      let count = counts[peer, default: 0]
      guard count < limit else { return false }
      counts[peer] = count + 1
      return true
    }
  }

  /// Counts a connection that was admitted out.
  func remove(_ address: NetworkAddress) {
    guard let peer = Peer(address) else { return }
    counts.withLock { counts in
      guard let count = counts[peer] else { return }
      counts[peer] = count > 1 ? count - 1 : nil
    }
  }
}
