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
/// everything away changes nothing but its verdict; the last good content stays in use. Where agents say where brokers are and
/// there is no file of endpoints, it waits until every broker was reported, or for `agentPatience`: Envoys that run would
/// lose those that are not yet.
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
    /// What comes of the cluster.
    case cluster(ClusterInputs.Directive)
    /// A file's content is in use; these warnings go with it.
    case accepted(File, warnings: [String])
    /// A file's content is refused; what was in use before stays.
    case refused(File, problems: [String])
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
  /// What is served of the cluster.
  public private(set) var inputs: ClusterInputs

  /// How long it waits for agents to report every broker before it serves those that were reported: longer than an agent
  /// rests between two tries to connect when a control plane begins anew.
  public static let agentPatience: Duration = .seconds(15)

  private let defaultNamespace: String
  private let takesAgents: Bool
  /// What the file of endpoints says; nil before it was valid once.
  private var endpoints: BrokerReports?
  private let hasEndpoints: Bool
  private var words: [AgentWord] = []
  /// When the manifest was valid first.
  private var manifestSince: Duration?

  /// Nothing read yet.
  ///
  /// - Parameters:
  ///   - membership: What an earlier run remembered.
  ///   - defaultNamespace: The namespace of a manifest that names none.
  ///   - hasSecrets: Whether there is a folder of TLS Secrets.
  ///   - hasEndpoints: Whether there is a file of endpoints; without one, agents say where brokers are.
  ///   - takesAgents: Whether agents say how brokers are.
  public init(
    options: EnvoyOptions = EnvoyOptions(), membership: BootstrapMembership = BootstrapMembership(),
    defaultNamespace: String = "default", hasSecrets: Bool = false, hasEndpoints: Bool = true, takesAgents: Bool = false
  ) {
    let secrets = SecretInputs(
      unreadable: hasSecrets ? nil : "there is no folder of Secrets: start with --secrets FOLDER")
    inputs = ClusterInputs(options: options, membership: membership, secrets: secrets)
    self.defaultNamespace = defaultNamespace
    self.hasEndpoints = hasEndpoints
    self.takesAgents = takesAgents
    if !hasEndpoints {
      endpoints = BrokerReports([])
      verdicts[.endpoints] = nil
    }
  }

  /// The picture in use; nil until both files were valid once.
  public var topology: ClusterTopology? { inputs.topology }
  /// What is remembered of brokers: to be kept between runs.
  public var membership: BootstrapMembership { inputs.membership }
  /// How the Secrets stand.
  public var secrets: SecretInputs { inputs.secrets }
  /// Whether both files were valid once.
  public var hasLoaded: Bool { topology != nil }

  /// Notes that the snapshot of an earlier run is served for a group until the files have loaded.
  public mutating func restored(_ group: GroupID) { inputs.restored(group) }

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
    _ content: TLSSecret.Content, ofSecret name: String, at now: Duration, date: Int64
  ) -> [Directive] {
    inputs.set(content, ofSecret: name, at: now, date: date)
    return update(at: now)
  }

  /// Takes all that agents say of the brokers of the cluster now.
  public mutating func receive(agents next: [AgentWord], at now: Duration) -> [Directive] {
    if words == next { return [] }
    words = next
    return setReports(at: now) ? update(at: now) : []
  }

  /// Looks at the clock, for certificates that begin or end, and for agents that do not come.
  public mutating func look(at now: Duration, date: Int64) -> [Directive] {
    let late = topology == nil && setReports(at: now) ? update(at: now) : []
    return late + inputs.look(at: now, date: date).map { .cluster($0) }
  }

  /// Sets what all say together of the brokers; false where that is to wait.
  private mutating func setReports(at now: Duration) -> Bool {
    guard let endpoints else { return false }
    let reports = takesAgents ? endpoints.heard(from: words, addsBrokers: !hasEndpoints) : endpoints
    if !hasEndpoints, topology == nil {
      guard let cluster = inputs.cluster, let manifestSince else { return false }
      let located = Set(reports.brokers.map(\.id)).union(membership.locations.keys)
      let wanted = Set(cluster.spec.brokers.map(\.id))
      let isLate = now - manifestSince >= Self.agentPatience
      guard wanted.isSubset(of: located) || (isLate && !wanted.isDisjoint(with: located)) else { return false }
    }
    inputs.set(reports)
    return true
  }

  private mutating func update(at now: Duration) -> [Directive] { inputs.update(at: now).map { .cluster($0) } }

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
    inputs.set(read)
    manifestSince = manifestSince ?? now
    _ = setReports(at: now)
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
      if let cluster = inputs.cluster {
        warnings += read.warnings(for: cluster).map { $0.located(in: document).description }
      }
    } catch {
      return refuse(.endpoints, Self.problems(of: error))
    }
    endpoints = read
    _ = setReports(at: now)
    verdicts[.endpoints] = .accepted
    return [.accepted(.endpoints, warnings: warnings)] + update(at: now)
  }

  /// Why a manifest is refused that would leave nothing of what is served; nil where it leaves something.
  private func removal(by next: KafkaCluster) -> String? {
    let hasNoPoint = AccessPoint.all(of: next).isEmpty
    guard let topology else {
      let prefix = "\(next.namespace)/\(next.name)/"
      guard hasNoPoint, inputs.groups.contains(where: { $0.rawValue.hasPrefix(prefix) }) else { return nil }
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
    if hasNoPoint, !topology.accessPoints.isEmpty {
      return
        "spec.listenersConfig.externalListeners: no listener with accessMethod LoadBalancer is left, which would remove "
        + "everything that is served: \(Self.howToStop)"
    }
    return inputs.removal(by: next, remedy: Self.howToStop)
  }

  private static let howToStop = "to stop serving, stop the control plane and remove the Envoys"

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
  private static func problems(of error: any Error) -> [String] {
    guard let errors = error as? ManifestErrors else { return ["\(error)"] }
    return errors.errors.map(\.description)
  }
}

/// A file does not hold what it should.
struct InputError: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
