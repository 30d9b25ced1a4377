public import JSON
public import KafkaResources
public import YAML

/// What `endpoints.yaml` says: where each broker is now, and how it is.
///
/// ```yaml
/// brokers:
/// - {id: 0, address: 127.0.0.2, health: healthy}
/// - {id: 1, address: "fd00::3", health: draining, port: 19094}
/// ```
public struct BrokerReports: Sendable, Hashable {
  /// One report for each broker, ascending by id.
  public let brokers: [BrokerReport]
  /// What a person should know; none of it is an error.
  public let warnings: [ManifestProblem]

  /// Reports; of several for one id the last counts.
  public init(_ reports: [BrokerReport]) {
    var byID: [Int32: BrokerReport] = [:]
    for report in reports { byID[report.id] = report }
    brokers = byID.values.sorted { $0.id < $1.id }
    warnings = []
  }

  /// Reads the document. A broker without `health` is unknown.
  ///
  /// - Throws: Every wrong value, each with its path and remedy.
  public init(document: JSONValue) throws(ManifestErrors) {
    let problems = ProblemList()
    var reports: [BrokerReport] = []
    if let members = document.objectValue {
      let object = ManifestObject(members: members, path: [], problems: problems)
      object.warnAboutFields(notIn: ["brokers"])
      if object.value("brokers") == nil {
        object.missing("brokers", remedy: "list the brokers; write 'brokers: []' where there are none")
      }
      for entry in object.objects("brokers") ?? [] {
        if let report = Self.report(entry, earlier: reports) { reports.append(report) }
      }
    } else {
      problems.error(
        at: [], "expected an object, found \(document.kindDescription)", remedy: "write 'brokers:' and list them")
    }
    if problems.hasErrors { throw ManifestErrors(object: "the endpoints document", problems: problems.problems) }
    brokers = reports.sorted { $0.id < $1.id }
    warnings = problems.problems
  }

  /// Reads the document, so that problems carry lines and columns.
  ///
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init(document: YAMLDocument) throws(ManifestErrors) {
    let read: BrokerReports
    do {
      read = try BrokerReports(document: document.value)
    } catch {
      throw error.located(in: document)
    }
    brokers = read.brokers
    warnings = read.warnings.map { $0.located(in: document) }
  }

  private static func report(_ entry: ManifestObject, earlier: [BrokerReport]) -> BrokerReport? {
    entry.warnAboutFields(notIn: ["id", "address", "health", "port"])
    for field in ["id", "address"] where entry.value(field) == nil {
      entry.missing(field, remedy: "every broker has an id and an address")
    }
    let health = entry.choice("health", BrokerHealth.self) ?? .unknown
    let port = entry.port("port")
    let text = entry.string("address")
    let address = text.flatMap { IPAddress($0) }
    if let text, address == nil {
      entry.problems.error(
        at: entry.path.appending("address"), "'\(text)' is no IP address",
        remedy: "write an IPv4 or IPv6 address: Envoy takes no host names here")
    } else if let address, address.isUnspecified {
      entry.problems.error(
        at: entry.path.appending("address"), "\(address) is no address of a broker",
        remedy: "write the address on which the broker is reached")
    }
    guard let number = entry.integer("id", in: 0...65534), let id = Int32(exactly: number) else { return nil }
    if earlier.contains(where: { $0.id == id }) {
      entry.problems.error(
        at: entry.path.appending("id"), "broker id \(id) is named twice", remedy: "name each broker once")
    }
    guard let address else { return nil }
    return BrokerReport(id: id, location: BrokerLocation(address: address, port: port), health: health)
  }

  /// What of these reports does not fit a cluster: brokers that it does not have, ports that cannot tell listeners
  /// apart. It comes on top of `warnings`.
  public func warnings(for cluster: KafkaCluster) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let known = Set(cluster.spec.brokers.map(\.id))
    let isAmbiguous = AccessPoint.all(of: cluster).contains {
      $0.listener != AccessPoint.all(of: cluster).first?.listener
    }
    for (index, report) in brokers.enumerated() {
      let path: JSONPath = [.key("brokers"), .index(index)]
      if !known.contains(report.id) {
        problems.append(
          ManifestProblem(
            .warning, at: path, "\(cluster.name) has no broker \(report.id): it is not used",
            remedy: "add it to spec.brokers of the cluster, or take it out here"))
      } else if isAmbiguous && report.location.port != nil {
        problems.append(
          ManifestProblem(
            .warning, at: path.appending("port"), "the port is used for every external listener of the cluster",
            remedy: "leave it out where the listeners' container ports hold"))
      }
    }
    return problems
  }
}
