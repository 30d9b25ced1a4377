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
    let members = document.objectValue ?? [:]
    if document.objectValue == nil {
      problems.error(
        at: [], "expected an object, found \(document.kindDescription)", remedy: "write 'brokers:' and list them")
    }
    let checked = document.objectValue == nil ? members : SchemaChecker(problems).check(members, Self.fields)
    var reports: [BrokerReport] = []
    for entry in ManifestObject(members: checked, path: []).objects("brokers") ?? [] {
      if let report = Self.report(entry, earlier: reports, problems) { reports.append(report) }
    }
    if problems.hasErrors { throw ManifestErrors(object: "the endpoints document", problems: problems.problems) }
    brokers = reports.sorted { $0.id < $1.id }
    warnings = problems.problems
  }

  private static let fields: [SchemaField] = [
    .objects(
      "brokers", "Where each broker is, and how it is.",
      [
        .integer("id", "The broker's id.", in: 0...65534).required(remedy),
        .name("address", "Its IP address.").required(remedy),
        .choice("health", "How it is.", BrokerHealth.self, default: "unknown"),
        .port("port", "The port of every listener, where it is not the listener's own."),
      ], maximum: 65535
    ).required("list the brokers; write 'brokers: []' where there are none")
  ]

  private static let remedy = "every broker has an id and an address"

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

  private static func report(
    _ entry: ManifestObject, earlier: [BrokerReport], _ problems: ProblemList
  ) -> BrokerReport? {
    let text = entry.string("address")
    let address = text.flatMap { IPAddress($0) }
    if let text, address == nil {
      problems.error(
        at: entry.path.appending("address"), "'\(text)' is no IP address",
        remedy: "write an IPv4 or IPv6 address: Envoy takes no host names here")
    } else if let address, address.isUnspecified {
      problems.error(
        at: entry.path.appending("address"), "\(address) is no address of a broker",
        remedy: "write the address on which the broker is reached")
    }
    guard let id = entry.integer("id").flatMap({ Int32(exactly: $0) }) else { return nil }
    if earlier.contains(where: { $0.id == id }) {
      problems.error(at: entry.path.appending("id"), "broker id \(id) is named twice", remedy: "name each broker once")
    }
    guard let address else { return nil }
    let health = entry.choice("health", BrokerHealth.self) ?? .unknown
    return BrokerReport(
      id: id, location: BrokerLocation(address: address, port: entry.port("port")), health: health)
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
