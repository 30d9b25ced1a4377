public import ClusterTopology
public import EnvoyConfig
import JSON
import KafkaResources
public import XDS
public import YAML

/// What comes of the two input files, and of the TLS Secrets that the manifest names: a value that takes their contents
/// and the time, and says what to do.
///
/// States: waiting for the first valid content of both files, then serving. What is invalid, unreadable, or would take
/// everything away changes nothing but its verdict; the last good content stays in use. An access point whose TLS Secret
/// is not good is not published: its Envoys keep what they have.
public struct FileInputs: Sendable {
  /// The two files.
  public enum File: String, Sendable, Hashable, CaseIterable {
    /// The KafkaCluster manifest.
    case manifest
    /// Where the brokers are, and how.
    case endpoints
  }

  /// What the shell is to do.
  public enum Directive: Sendable {
    /// Give a group's Envoys these resources.
    case publish(GroupID, [XDSResource])
    /// A group is gone from the manifest.
    case withdraw(GroupID)
    /// A file's content is in use; these warnings go with it.
    case accepted(File, warnings: [String])
    /// A file's content is refused; what was in use before stays.
    case refused(File, problems: [String])
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

  /// How a file stands.
  public enum Verdict: Sendable, Hashable {
    /// It was not read yet.
    case unread
    /// Its newest content is in use.
    case accepted
    /// Its newest content is refused, for these reasons.
    case refused([String])
  }

  /// How each file stands.
  public private(set) var verdicts: [File: Verdict] = [.manifest: .unread, .endpoints: .unread]
  /// The picture in use; nil until both files were valid once.
  public private(set) var topology: ClusterTopology?
  /// What is remembered of brokers: to be kept between runs.
  public private(set) var membership: BootstrapMembership
  /// How the Secrets stand.
  public private(set) var secrets: SecretInputs

  private let options: EnvoyOptions
  private let defaultNamespace: String
  private var cluster: KafkaCluster?
  private var reports: BrokerReports?
  /// The groups that are served, or that an earlier run served.
  private var groups: Set<GroupID> = []
  /// The Secrets that the manifest names and that are watched.
  private var watched: Set<String> = []
  /// The access points that wait for their Secret.
  private var waiting: Set<String> = []
  /// Seconds since 1970, as they were told last.
  private var date: Int64 = 0

  /// Nothing read yet.
  ///
  /// - Parameters:
  ///   - membership: What an earlier run remembered.
  ///   - defaultNamespace: The namespace of a manifest that names none.
  ///   - hasSecrets: Whether there is a folder of TLS Secrets.
  public init(
    options: EnvoyOptions = EnvoyOptions(), membership: BootstrapMembership = BootstrapMembership(),
    defaultNamespace: String = "default", hasSecrets: Bool = false
  ) {
    secrets = SecretInputs(hasFolder: hasSecrets)
    self.options = options
    self.membership = membership
    self.defaultNamespace = defaultNamespace
  }

  /// Whether both files were valid once.
  public var hasLoaded: Bool { topology != nil }

  /// Notes that the snapshot of an earlier run is served for a group until the files have loaded.
  public mutating func restored(_ group: GroupID) { groups.insert(group) }

  /// Takes a file's new content.
  public mutating func receive(_ content: FileWatcher.Content, of file: File, at now: Duration) -> [Directive] {
    switch content {
    case .unreadable(let reason): return refuse(file, ["the file cannot be read: \(reason)"])
    case .bytes(let bytes):
      switch file {
      case .manifest: return receive(manifest: bytes, at: now)
      case .endpoints: return receive(endpoints: bytes, at: now)
      }
    }
  }

  /// Takes what a Secret's folder holds now.
  ///
  /// - Parameters:
  ///   - now: As with the files.
  ///   - date: Seconds since 1970: certificates are judged by it.
  public mutating func receive(
    _ content: SecretFolder.Content, ofSecret name: String, at now: Duration, date: Int64
  ) -> [Directive] {
    self.date = date
    secrets.receive(content, of: name, at: now)
    return update(at: now)
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

  private mutating func refuse(_ file: File, _ problems: [String]) -> [Directive] {
    verdicts[file] = .refused(problems)
    return [.refused(file, problems: problems)]
  }

  private mutating func receive(manifest bytes: [UInt8], at now: Duration) -> [Directive] {
    let read: KafkaCluster
    var warnings: [String] = []
    do {
      let document = try Self.onlyDocument(bytes, kind: KafkaCluster.kind)
      warnings += document.warnings.map(\.description)
      read = try KafkaCluster(document: document, defaultNamespace: defaultNamespace, for: .serving)
    } catch {
      return refuse(.manifest, Self.problems(of: error))
    }
    if let problem = removal(by: read) { return refuse(.manifest, [problem]) }
    warnings += read.warnings.map(\.description)
    cluster = read
    verdicts[.manifest] = .accepted
    return [.accepted(.manifest, warnings: warnings)] + update(at: now)
  }

  private mutating func receive(endpoints bytes: [UInt8], at now: Duration) -> [Directive] {
    let read: BrokerReports
    var warnings: [String] = []
    do {
      let document = try Self.onlyDocument(bytes, kind: "endpoints")
      warnings += document.warnings.map(\.description)
      read = try BrokerReports(document: document)
      warnings += read.warnings.map(\.description)
      if let cluster { warnings += read.warnings(for: cluster).map { $0.located(in: document).description } }
    } catch {
      return refuse(.endpoints, Self.problems(of: error))
    }
    reports = read
    verdicts[.endpoints] = .accepted
    return [.accepted(.endpoints, warnings: warnings)] + update(at: now)
  }

  /// Why a manifest is refused that would leave nothing of what is served; nil where it leaves something.
  private func removal(by next: KafkaCluster) -> String? {
    let points = AccessPoint.all(of: next)
    guard let topology else {
      let prefix = "\(next.namespace)/\(next.name)/"
      guard points.isEmpty, groups.contains(where: { $0.rawValue.hasPrefix(prefix) }) else { return nil }
      return
        "spec.listenersConfig.externalListeners: there is no listener with accessMethod LoadBalancer, but an earlier run "
        + "served some: add one, or start with an empty state folder"
    }
    let isRenamed = next.name != topology.name || next.namespace != topology.namespace
    if isRenamed {
      return
        "metadata: this is the cluster \(next.namespace)/\(next.name), but \(topology.namespace)/\(topology.name) is "
        + "served: start another control plane for another cluster"
    }
    if points.isEmpty, !topology.accessPoints.isEmpty {
      return
        "spec.listenersConfig.externalListeners: no listener with accessMethod LoadBalancer is left, which would remove "
        + "everything that is served: to stop serving, stop the control plane and remove the Envoys"
    }
    for point in points where point.brokers.isEmpty {
      guard let last = topology.accessPoint(point.name), !last.brokers.isEmpty else { continue }
      return "spec.brokers: no broker is left on the access point '\(point.name)', which would remove all "
        + "\(last.brokers.count) that clients use: to stop serving, stop the control plane and remove the Envoys"
    }
    return nil
  }

  /// Makes the picture anew, and the resources of every access point.
  private mutating func update(at now: Duration) -> [Directive] {
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

  /// The one document of a file.
  ///
  /// - Parameter kind: What the file should hold, for the error.
  /// - Throws: `YAMLError`, or that there is none or more than one.
  public static func onlyDocument(_ bytes: [UInt8], kind: String) throws -> YAMLDocument {
    let documents = try YAML.documents(in: bytes)
    guard documents.count == 1, let document = documents.first else {
      let count = documents.isEmpty ? "is empty" : "holds \(documents.count) documents"
      throw InputError(message: "the file \(count); expected is one \(kind) document")
    }
    return document
  }

  /// An error as lines for people, one a problem.
  static func problems(of error: any Error) -> [String] {
    guard let errors = error as? ManifestErrors else { return ["\(error)"] }
    return errors.errors.map(\.description)
  }
}

/// A file does not hold what it should.
struct InputError: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
