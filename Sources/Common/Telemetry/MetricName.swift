/// The names of metrics. All of them stand here, each with its help and the labels that it has.
public struct MetricName: Sendable, Hashable {
  /// The name, by Prometheus' rules: the unit last, `_total` for what only grows.
  public let name: String
  /// What it says, in one line.
  public let help: String
  /// The labels, in the order in which values are given.
  public let labels: [String]

  private init(_ name: String, _ help: String, _ labels: [String] = []) {
    self.name = "koperator_" + name
    self.help = help
    self.labels = labels
  }

  /// The build that runs.
  public static let buildInfo = MetricName("build_info", "The build that runs; always 1.", ["version"])
  /// Streams that are open.
  public static let streams = MetricName("xds_streams", "Open xDS streams.", ["group"])
  /// Streams ever opened.
  public static let streamsTotal = MetricName("xds_streams_opened_total", "xDS streams that were opened.")
  /// Streams that were refused.
  public static let streamsRefused = MetricName(
    "xds_streams_refused_total", "xDS streams that were ended by the server.", ["code"])
  /// Requests.
  public static let requests = MetricName("xds_requests_total", "xDS requests that were received.")
  /// Responses.
  public static let responses = MetricName("xds_responses_total", "xDS responses that were sent.")
  /// Bytes of responses.
  public static let responseBytes = MetricName(
    "xds_response_bytes_total", "Bytes of xDS responses that were sent.")
  /// Responses that were made, as opposed to shared.
  public static let encodings = MetricName(
    "xds_encodings_total", "xDS responses that were encoded; the others were shared.")
  /// Acknowledgements.
  public static let acknowledgements = MetricName(
    "xds_acknowledgements_total", "xDS responses that were acknowledged.", ["type"])
  /// Rejections.
  public static let rejections = MetricName(
    "xds_rejections_total", "xDS responses that an Envoy rejected.", ["group", "type"])
  /// Snapshots.
  public static let publishes = MetricName("xds_publishes_total", "Snapshots that were published.", ["group"])
  /// The newest snapshot.
  public static let generation = MetricName("xds_snapshot_generation", "The number of the newest snapshot.", ["group"])
  /// How many resources.
  public static let resources = MetricName(
    "xds_snapshot_resources", "Resources in the newest snapshot.", ["group", "type"])
  /// Streams that do not have the newest snapshot.
  public static let lagging = MetricName(
    "xds_lagging_streams", "Streams that have not acknowledged the newest snapshot.", ["group"])
  /// From publishing to the last acknowledgement.
  public static let convergence = MetricName(
    "xds_convergence_seconds", "From publishing a snapshot until every stream had acknowledged it.")
  /// Connections that are open.
  public static let connections = MetricName("connections", "Open connections.", ["listener"])
  /// Connections ever accepted.
  public static let connectionsAccepted = MetricName(
    "connections_accepted_total", "Connections that were accepted.", ["listener"])
  /// Connections that were refused.
  public static let connectionsRefused = MetricName(
    "connections_refused_total", "Connections that were refused, by a bound or a failed handshake.",
    ["listener", "reason"])
  /// Readings of the input files.
  public static let reloads = MetricName(
    "config_reloads_total", "Changes of an input file, by what came of them.", ["file", "result"])
  /// Whether the input is good.
  public static let configValid = MetricName(
    "config_valid", "Whether the newest content of an input file is in use (1) or was refused (0).", ["file"])
  /// Brokers by health.
  public static let brokers = MetricName("brokers", "Brokers by their reported health.", ["group", "health"])
  /// Whether the last set of bootstrap endpoints is held.
  public static let bootstrapHeld = MetricName(
    "bootstrap_endpoints_held", "Whether the bootstrap cluster keeps its last endpoints against the reports (1).",
    ["group"])
}
