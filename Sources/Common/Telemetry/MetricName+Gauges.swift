/// Every gauge.
extension MetricName.Gauge {
  /// The build that runs.
  public static let buildInfo = Self("build_info", "The build that runs; always 1.", ["version"])
  /// Streams that are open.
  public static let streams = Self("xds_streams", "Open xDS streams.", ["group"])
  /// The newest snapshot.
  public static let generation = Self("xds_snapshot_generation", "The number of the newest snapshot.", ["group"])
  /// How many resources.
  public static let resources = Self("xds_snapshot_resources", "Resources in the newest snapshot.", ["group", "type"])
  /// Streams that do not have the newest snapshot.
  public static let lagging = Self(
    "xds_lagging_streams", "Streams that have not acknowledged the newest snapshot.", ["group"])
  /// Connections that are open.
  public static let connections = Self("connections", "Open connections.", ["listener"])
  /// Connections in a TLS handshake.
  public static let handshakes = Self("tls_handshakes", "Connections whose TLS handshake is not done.", ["listener"])
  /// Bytes that wait for readers.
  public static let queuedBytes = Self(
    "queued_bytes", "Bytes that wait for clients that do not read, where there are many on a connection.", ["listener"])
  /// Whether the input is good.
  public static let configValid = Self(
    "config_valid", "Whether the newest content of an input file is in use (1) or was refused (0).", ["file"])
  /// Whether a Secret is good.
  public static let secretValid = Self(
    "secret_valid", "Whether the newest content of a TLS Secret is in use (1) or not (0).", ["secret"])
  /// When a certificate ends.
  public static let secretExpiry = Self(
    "secret_expiry_timestamp_seconds", "When the certificate in use of an access point expires, in seconds since 1970.",
    ["group", "secret"])
  /// Brokers by health.
  public static let brokers = Self("brokers", "Brokers by their reported health.", ["group", "health"])
  /// Keys that wait for a worker.
  public static let workQueueDepth = Self("work_queue_depth", "Keys that wait for a worker.", ["queue"])
  /// Keys that rest.
  public static let workQueueDelayed = Self(
    "work_queue_delayed", "Keys that rest until a later time, after a failure or on request.", ["queue"])
  /// Passes that run.
  public static let workQueueRunning = Self("work_queue_running", "Keys whose pass runs.", ["queue"])
  /// How long a key has waited.
  public static let workQueueAge = Self(
    "work_queue_oldest_key_seconds", "How long the key has waited that waits for a worker for longest.", ["queue"])
  /// How long a pass has run.
  public static let workQueueLongestRun = Self(
    "work_queue_longest_run_seconds", "How long the pass has run that runs for longest.", ["queue"])
  /// Whether this process leads.
  public static let leader = Self(
    "leader_election_leads", "Whether this process leads (1) or not (0).", ["lease"])
  /// Whether the last set of bootstrap endpoints is held, or there never was one.
  public static let bootstrapHeld = Self(
    "bootstrap_endpoints_held",
    "Whether the bootstrap cluster keeps its last endpoints against the reports, or has none (1).",
    ["group"])
  /// Objects in a watch cache.
  public static let cacheObjects = Self(
    "kubernetes_cache_objects", "Objects in a watch cache.", ["resource", "scope"])
  /// Objects that a watch cache cannot read.
  public static let cacheUnreadable = Self(
    "kubernetes_cache_unreadable_objects", "Objects that a watch cache cannot read.", ["resource", "scope"])
  /// Whether a watch cache has had a complete list.
  public static let cacheSynced = Self(
    "kubernetes_cache_synced", "Whether a watch cache has had a complete list (1) or not (0).", ["resource", "scope"])
  /// How old what a watch cache has may be.
  public static let cacheSilence = Self(
    "kubernetes_cache_silence_seconds", "How long ago the API server last said anything to a watch cache.",
    ["resource", "scope"])
  /// Agents that report.
  public static let agents = Self("agents", "Agents that report.")
  /// Brokers by what agents say.
  public static let agentBrokers = Self(
    "agent_brokers", "Brokers that agents have reported, by the health that follows.", ["cluster", "health"])
  /// Whether most agents were lost at once.
  public static let agentsLost = Self(
    "agents_lost",
    "Whether most agents of a cluster, or (an empty label) of all, were lost at once, so that nothing is removed (1).",
    ["cluster"])
}
