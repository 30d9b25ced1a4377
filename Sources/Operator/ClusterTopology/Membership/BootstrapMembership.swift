/// Decides which brokers clients may bootstrap from, and remembers what it needs for that: a state machine without
/// clock or I/O. Health acts here and nowhere else.
///
/// A healthy broker is in; an unhealthy, draining or unreachable one is out; an unknown one keeps its last published
/// state and is in where it has none. A broker that the reports do not name is unknown at its last address; one that
/// was never named has no endpoint. Two rules overrule that: the set of an access point never becomes empty after it
/// was not, and where more than half of the brokers (at least two) vanish from the reports within two seconds, every
/// set stays as it was until half of them are named again. Both raise an alarm.
///
/// It never forgets the address of a broker that the manifest still lists, and never takes what it remembers of one
/// cluster for another's.
public struct BootstrapMembership: Sendable, Hashable {
  /// Brokers that vanish within this time of each other vanish at once.
  public static let vanishingWindow: Duration = .seconds(2)

  /// The cluster that it remembers, as `<namespace>/<name>`; nil before the first.
  public internal(set) var cluster: String?
  /// Where each broker was named last.
  public internal(set) var locations: [Int32: BrokerLocation] = [:]
  /// How the named brokers are; the others are unknown.
  public private(set) var health: [Int32: BrokerHealth] = [:]
  /// Who is in the bootstrap cluster, by the name of the access point; ascending ids.
  public internal(set) var members: [String: [Int32]] = [:]
  /// What is overruled now.
  public private(set) var alarms: [MembershipAlarm] = []

  /// Whether a broker is in, as it was published, by access point.
  var published: [String: [Int32: Bool]] = [:]
  /// The last set that was not empty, by access point.
  var lastSets: [String: [Int32]] = [:]
  /// When brokers that are not named now were missed first.
  private var vanished: [Int32: Duration] = [:]
  /// Those that vanished at once and are not back; empty while all is well.
  private var lost: Set<Int32> = []

  /// Nothing was ever reported.
  public init() {}

  /// Turns to a cluster: what is remembered of another one, whose brokers have the same ids, is forgotten.
  public mutating func turn(to cluster: String) {
    if let known = self.cluster, known != cluster { self = BootstrapMembership() }
    self.cluster = cluster
  }

  /// Takes in reports, and decides anew for every access point.
  ///
  /// - Parameters:
  ///   - reports: All that is said about the brokers now.
  ///   - accessPoints: The access points of the cluster as the manifest has them now.
  ///   - now: The time since any fixed origin of a monotonic clock.
  public mutating func receive(_ reports: BrokerReports, accessPoints: [AccessPoint], at now: Duration) {
    var serving: Set<Int32> = []
    for point in accessPoints { serving.formUnion(point.brokers) }
    let before = Set(health.keys)
    health = [:]
    for report in reports.brokers {
      health[report.id] = report.health
      locations[report.id] = report.location
    }
    noteVanished(before: before, serving: serving, at: now)
    locations = locations.filter { serving.contains($0.key) || health[$0.key] != nil }

    alarms = []
    let names = Set(accessPoints.map(\.name))
    members = members.filter { names.contains($0.key) }
    published = published.filter { names.contains($0.key) }
    lastSets = lastSets.filter { names.contains($0.key) }
    for point in accessPoints { decide(point) }
  }

  private mutating func noteVanished(before: Set<Int32>, serving: Set<Int32>, at now: Duration) {
    let named = serving.intersection(health.keys)
    for id in before.intersection(serving).subtracting(named) { vanished[id] = now }
    vanished = vanished.filter { id, time in
      serving.contains(id) && !named.contains(id) && (lost.contains(id) || now - time <= Self.vanishingWindow)
    }
    let missed = Set(vanished.keys)
    lost = missed.count >= 2 && missed.count * 2 > missed.count + named.count ? missed : []
  }

  private mutating func decide(_ point: AccessPoint) {
    let located = point.brokers.filter { locations[$0] != nil }
    var states = published[point.name] ?? [:]
    states = states.filter { point.brokers.contains($0.key) }
    let lastSet = (lastSets[point.name] ?? []).filter { located.contains($0) }
    if !lost.isEmpty && !lastSet.isEmpty {
      keep(lastSet, of: point, located: located, because: .reportsVanished(lost.sorted()))
      return
    }
    var chosen: [Int32] = []
    for id in located {
      let isIn: Bool
      switch health[id] ?? .unknown {
      case .healthy: isIn = true
      case .unhealthy, .draining, .unreachable: isIn = false
      case .unknown: isIn = states[id] ?? true
      }
      states[id] = isIn
      if isIn { chosen.append(id) }
    }
    if chosen.isEmpty && !lastSet.isEmpty {
      keep(lastSet, of: point, located: located, because: .noEndpointWouldRemain)
      return
    }
    published[point.name] = states
    members[point.name] = chosen
    if !chosen.isEmpty {
      lastSets[point.name] = chosen
    } else if !located.isEmpty {
      alarms.append(MembershipAlarm(kind: .noEndpoint, accessPoint: point.name, kept: []))
    }
  }

  /// Publishes the last set again. A broker that joined meanwhile has no published state yet.
  private mutating func keep(
    _ set: [Int32], of point: AccessPoint, located: [Int32], because kind: MembershipAlarm.Kind
  ) {
    let known = published[point.name] ?? [:]
    var states: [Int32: Bool] = [:]
    for id in located where set.contains(id) || known[id] != nil { states[id] = set.contains(id) }
    published[point.name] = states
    members[point.name] = set
    alarms.append(MembershipAlarm(kind: kind, accessPoint: point.name, kept: set))
  }
}
