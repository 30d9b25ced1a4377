public import ClusterTopology
public import EnvoyConfig

/// Which certificate each access point that terminates TLS shows: a value that takes what Secrets hold and the time.
///
/// A Secret is unread, accepted or refused. An access point uses the newest content that was good for it, and keeps it,
/// whatever comes later, until there is better. It never gives a certificate that does not have all names of the access
/// point, and shows nothing of a key.
public struct SecretInputs: Sendable {
  /// How a Secret stands.
  public enum Verdict: Sendable, Hashable {
    /// It was not read yet.
    case unread
    /// Its newest content is in use.
    case accepted(TLSSecret)
    /// Its newest content is refused, for these reasons.
    case refused([String])
  }

  /// How long a content that is no whole may stand before it is refused, where a good one is in use: files that are not
  /// swapped at once are a certificate and another's key for a moment.
  static let patience: Duration = .seconds(2)

  /// How each Secret that the manifest names stands.
  public private(set) var verdicts: [String: Verdict] = [:]
  /// The contents that are in use, by the name of the access point.
  public var inUse: [String: TLSSecret] { uses.mapValues(\.secret) }

  /// A content and the names for which it was found good.
  private struct Use {
    var secret: TLSSecret
    var hosts: [String]
  }

  private var uses: [String: Use] = [:]

  private struct Candidate {
    var secret: Result<TLSSecret, TLSSecret.Unusable>
    var arrival: Duration
  }

  /// Why Secrets cannot be had at all, with the remedy; nil where they can.
  private let unreadable: String?
  private var candidates: [String: Candidate] = [:]

  /// Nothing read yet.
  ///
  /// - Parameter unreadable: Why Secrets cannot be had at all, with the remedy; nil where they can.
  public init(unreadable: String? = nil) { self.unreadable = unreadable }

  /// The names of the Secrets of access points, ascending.
  static func names(of points: [AccessPoint]) -> [String] { Set(points.compactMap(\.secretName)).sorted() }

  /// Takes what a Secret holds now.
  ///
  /// - Parameter now: The time since any fixed origin of a monotonic clock.
  public mutating func receive(_ content: TLSSecret.Content, of name: String, at now: Duration) {
    let read: Result<TLSSecret, TLSSecret.Unusable>
    do throws(TLSSecret.Unusable) { read = .success(try TLSSecret(name: name, content)) } catch {
      read = .failure(error)
    }
    if candidates[name]?.secret == read { return }
    candidates[name] = Candidate(secret: read, arrival: now)
  }

  /// Decides anew for the access points as the manifest has them. What no access point names any more is forgotten: it
  /// may have changed when it is named again.
  ///
  /// - Parameters:
  ///   - now: As with `receive`.
  ///   - date: Seconds since 1970.
  public mutating func decide(_ points: [AccessPoint], at now: Duration, date: Int64) {
    var verdicts: [String: Verdict] = [:]
    for name in Self.names(of: points) {
      verdicts[name] = judge(name, points.filter { $0.secretName == name }, at: now, date: date)
    }
    self.verdicts = verdicts
    candidates = candidates.filter { verdicts[$0.key] != nil }
    let terminating = Set(points.filter { $0.secretName != nil }.map(\.name))
    uses = uses.filter { terminating.contains($0.key) }
  }

  /// The certificate of an access point; nil where there is none that is good for it.
  public func certificate(of point: AccessPoint) -> ServerCertificate? {
    guard let use = uses[point.name], use.secret.certificate.name == point.secretName else { return nil }
    let isGood = use.hosts == point.hostNames || use.secret.missingNames(of: point).isEmpty
    return isGood ? use.secret.certificate : nil
  }

  private mutating func judge(
    _ name: String, _ points: [AccessPoint], at now: Duration, date: Int64
  ) -> Verdict {
    if let unreadable { return .refused([unreadable]) }
    guard let candidate = candidates[name] else { return .unread }
    switch candidate.secret {
    case .failure(let error):
      if case .accepted(let last) = verdicts[name], now - candidate.arrival < Self.patience { return .accepted(last) }
      return .refused([error.message])
    case .success(let secret):
      if let problem = secret.problem(at: date) { return .refused([problem]) }
      var problems: [String] = []
      for point in points {
        let hosts = point.hostNames
        // Names are looked for when they or the certificate are new, not at every look at the clock.
        if let use = uses[point.name], use.secret == secret, use.hosts == hosts { continue }
        if let problem = secret.problem(for: point) {
          problems.append(problem)
        } else {
          uses[point.name] = Use(secret: secret, hosts: hosts)
        }
      }
      return problems.isEmpty ? .accepted(secret) : .refused(problems)
    }
  }
}

extension AccessPoint {
  /// The Secret that Envoy terminates TLS with; nil where it does not.
  public var secretName: String? {
    guard case .termination(_, let name) = access else { return nil }
    return name
  }
}
