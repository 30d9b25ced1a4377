public import ClusterTopology
public import EnvoyConfig
public import KafkaResources
public import XDS

/// What is served of one cluster: a value that takes the manifest, what is said of the brokers, the TLS Secrets that the
/// manifest names, and the time, and says what to do. It is the same wherever these come from.
///
/// States: waiting for a manifest and for reports, then serving. An access point whose TLS Secret is not good is not
/// published: its Envoys keep what they have. It never publishes an access point without any broker.
public struct ClusterInputs: Sendable {
  /// What the shell is to do.
  public enum Directive: Sendable {
    /// Give a group's Envoys these resources.
    case publish(GroupID, [XDSResource])
    /// A group is gone: its Envoys keep what they have.
    case withdraw(GroupID)
    /// The rules of health are overruled, or leave nothing, newly or otherwise than before.
    case alarm(MembershipAlarm)
    /// An access point has no alarm any more; this was its last.
    case alarmOver(MembershipAlarm)
    /// These Secrets are to be read now, and watched besides those of before.
    case watch(secrets: [String])
    /// A Secret's content is in use.
    case secretAccepted(TLSSecret)
    /// A Secret's content is refused; what was in use before stays.
    case secretRefused(String, problems: [String])
    /// An access point is not published, for want of its Secret.
    case waiting(accessPoint: String, secret: String)
  }

  /// The manifest in use; nil before the first.
  public private(set) var cluster: KafkaCluster?
  /// The picture in use; nil until there were a manifest and reports.
  public private(set) var topology: ClusterTopology?
  /// What is remembered of brokers: to be kept between runs.
  public private(set) var membership: BootstrapMembership
  /// How the Secrets stand.
  public private(set) var secrets: SecretInputs
  /// The groups that are served, or that an earlier run served.
  public private(set) var groups: Set<GroupID> = []

  private let options: EnvoyOptions
  private var reports: BrokerReports?
  /// The address of the load balancer of each access point that has one, where listeners bind it.
  private var balancerAddresses: [String: IPAddress] = [:]
  /// The Secrets that the manifest names and that are watched.
  private var watched: Set<String> = []
  /// The access points that wait for their Secret.
  private var waiting: Set<String> = []
  /// Seconds since 1970, as they were told last.
  private var date: Int64 = 0

  /// Nothing known yet.
  ///
  /// - Parameters:
  ///   - membership: What an earlier run remembered.
  ///   - secrets: Whether Secrets can be read at all, and why not.
  public init(
    options: EnvoyOptions = EnvoyOptions(), membership: BootstrapMembership = BootstrapMembership(),
    secrets: SecretInputs = SecretInputs()
  ) {
    self.options = options
    self.membership = membership
    self.secrets = secrets
  }

  /// Notes that the snapshot of an earlier run is served for a group until there are a manifest and reports.
  public mutating func restored(_ group: GroupID) { groups.insert(group) }

  /// Takes a manifest; `update` follows.
  public mutating func set(_ next: KafkaCluster) { cluster = next }

  /// Takes all that is said of the brokers now; `update` follows.
  public mutating func set(_ next: BrokerReports) { reports = next }

  /// Takes the addresses of load balancers, by access point; `update` follows. They are of use where listeners bind them:
  /// an access point without one is not published then. True where they are others than before.
  public mutating func set(balancerAddresses next: [String: IPAddress]) -> Bool {
    guard options.bindsLoadBalancers, balancerAddresses != next else { return false }
    balancerAddresses = next
    return true
  }

  /// Takes what a Secret holds now; `update` follows.
  ///
  /// - Parameters:
  ///   - now: The time since any fixed origin of a monotonic clock.
  ///   - date: Seconds since 1970: certificates are judged by it.
  public mutating func set(_ content: TLSSecret.Content, ofSecret name: String, at now: Duration, date: Int64) {
    self.date = date
    secrets.receive(content, of: name, at: now)
  }

  /// Makes the picture anew, and the resources of every access point.
  public mutating func update(at now: Duration) -> [Directive] {
    guard let cluster, let reports else { return [] }
    let lastAlarms = topology?.alarms ?? []
    let lastGroups = groups
    let next = ClusterTopology(cluster, reports: reports, membership: &membership, at: now)
    topology = next
    let lastVerdicts = secrets.verdicts
    secrets.decide(next.accessPoints, at: now, date: date)
    groups = Set(next.accessPoints.map { EnvoyGroup.group(of: $0) })
    var directives = tell(since: lastVerdicts) + publish(next)
    for group in lastGroups.subtracting(groups).sorted() { directives.append(.withdraw(group)) }
    for alarm in next.alarms where !lastAlarms.contains(alarm) { directives.append(.alarm(alarm)) }
    // An alarm that only speaks of other brokers than before goes on.
    let alarmed = Set(next.alarms.map(\.accessPoint))
    for alarm in lastAlarms where !alarmed.contains(alarm.accessPoint) { directives.append(.alarmOver(alarm)) }
    return directives
  }

  /// Looks at the clock, for certificates that begin or end.
  public mutating func look(at now: Duration, date: Int64) -> [Directive] {
    self.date = date
    let before = secrets.verdicts
    guard let topology, !before.isEmpty else { return [] }
    secrets.decide(topology.accessPoints, at: now, date: date)
    if secrets.verdicts == before { return [] }
    return tell(since: before) + publish(topology)
  }

  /// Why a manifest is refused that would take every broker from Envoys; nil where it leaves some.
  ///
  /// - Parameter remedy: What to do where that is meant.
  public func removal(by next: KafkaCluster, remedy: String) -> String? {
    for point in AccessPoint.all(of: next) where point.brokers.isEmpty {
      guard let last = topology?.accessPoint(point.name), !last.brokers.isEmpty else { continue }
      return "spec.brokers: no broker is left on the access point '\(point.name)', which would remove all "
        + "\(last.brokers.count) that clients use: \(remedy)"
    }
    return nil
  }

  /// The resources of every access point.
  private mutating func publish(_ topology: ClusterTopology) -> [Directive] {
    var directives: [Directive] = []
    var waiting: Set<String> = []
    for point in topology.accessPoints {
      // An Envoy that runs would lose every broker. `removal` sees that of what this run served; what an earlier one
      // served stays with the Envoys.
      if point.brokers.isEmpty { continue }
      let certificate = secrets.certificate(of: point)
      if let secret = point.secretName, certificate == nil {
        // A Secret that is still to be read is no trouble.
        if secrets.verdicts[secret] == .unread { continue }
        waiting.insert(point.name)
        if !self.waiting.contains(point.name) {
          directives.append(.waiting(accessPoint: point.name, secret: secret))
        }
        continue
      }
      var options = options
      if options.bindsLoadBalancers {
        guard let address = balancerAddresses[point.name] else { continue }
        options.listenAddress = address
      }
      let resources = EnvoyResources(of: topology, accessPoint: point, options: options, certificate: certificate)
      directives.append(.publish(EnvoyGroup.group(of: point), resources.xdsResources))
    }
    self.waiting = waiting
    return directives
  }

  /// What is to be said, and watched, of Secrets.
  private mutating func tell(since before: [String: SecretInputs.Verdict]) -> [Directive] {
    var directives: [Directive] = []
    watched.formIntersection(secrets.verdicts.keys)
    let news = secrets.verdicts.keys.filter { !watched.contains($0) }.sorted()
    if !news.isEmpty {
      watched.formUnion(news)
      directives.append(.watch(secrets: news))
    }
    for (name, verdict) in secrets.verdicts.sorted(by: { $0.key < $1.key }) where before[name] != verdict {
      switch verdict {
      case .unread: break
      case .accepted(let secret): directives.append(.secretAccepted(secret))
      case .refused(let problems): directives.append(.secretRefused(name, problems: problems))
      }
    }
    return directives
  }
}
