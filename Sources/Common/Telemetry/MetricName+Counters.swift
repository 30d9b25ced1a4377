/// Every counter.
extension MetricName.Counter {
  /// Streams ever opened.
  public static let streamsTotal = Self("xds_streams_opened_total", "xDS streams that were opened.")
  /// Streams that were refused.
  public static let streamsRefused = Self(
    "xds_streams_refused_total", "xDS streams that were ended by the server.", ["code"])
  /// Requests.
  public static let requests = Self("xds_requests_total", "xDS requests that were received.")
  /// Responses.
  public static let responses = Self("xds_responses_total", "xDS responses that were sent.")
  /// Bytes of responses.
  public static let responseBytes = Self("xds_response_bytes_total", "Bytes of xDS responses that were sent.")
  /// Responses that were made, as opposed to shared.
  public static let encodings = Self(
    "xds_encodings_total", "xDS responses that were encoded; the others were shared.")
  /// Acknowledgements.
  public static let acknowledgements = Self(
    "xds_acknowledgements_total", "xDS responses that were acknowledged.", ["type"])
  /// Rejections.
  public static let rejections = Self(
    "xds_rejections_total", "xDS responses that an Envoy rejected.", ["group", "type"])
  /// Snapshots.
  public static let publishes = Self("xds_publishes_total", "Snapshots that were published.", ["group"])
  /// Connections ever accepted.
  public static let connectionsAccepted = Self(
    "connections_accepted_total", "Connections that were accepted.", ["listener"])
  /// Connections that were refused.
  public static let connectionsRefused = Self(
    "connections_refused_total", "Connections that were refused, by a bound or a failed handshake.",
    ["listener", "reason"])
  /// Readings of the input files.
  public static let reloads = Self(
    "config_reloads_total", "Changes of an input file, by what came of them.", ["file", "result"])
  /// Lists of watch caches.
  public static let cacheLists = Self(
    "kubernetes_cache_lists_total", "Pages of lists that watch caches asked for.", ["resource", "scope"])
  /// Watches of watch caches.
  public static let cacheWatches = Self(
    "kubernetes_cache_watches_total", "Watches that watch caches began.", ["resource", "scope"])
  /// Events of watch caches.
  public static let cacheEvents = Self(
    "kubernetes_cache_events_total", "Events that watch caches received.", ["resource", "scope"])
  /// Log lines that a slow or vanished reader cost.
  public static let logLinesLost = Self("log_lines_lost_total", "Log lines that could not be written.")
  /// Changes that went to a series `other`, since the metric had as many series as it may.
  public static let seriesOverflow = Self(
    "metrics_series_overflow_total",
    "Changes of a metric that were counted under labels of other, since it had as many series as it may.", ["metric"])
  /// Keys that were added to a work queue.
  public static let workQueueAdds = Self(
    "work_queue_adds_total", "Keys that were added to a work queue, with those that were there already.", ["queue"])
  /// Passes that have begun.
  public static let workQueuePasses = Self("work_queue_passes_total", "Passes of keys that have begun.", ["queue"])
  /// Passes that are tried again.
  public static let workQueueRetries = Self(
    "work_queue_retries_total", "Passes of keys that failed, after which the key was to be tried again.", ["queue"])
  /// How often this process came to lead.
  public static let leaderTerms = Self(
    "leader_election_terms_total", "How often this process came to lead.", ["lease"])
  /// Writes that were not begun because the process did not lead.
  public static let leaderRefusals = Self(
    "leader_election_refused_writes_total", "Writes that were refused or cut off since the process did not lead.",
    ["lease"])
  /// Events that were written.
  public static let eventsWritten = Self(
    "kubernetes_events_written_total", "Kubernetes events that were written, new ones and repeats.", ["kind"])
  /// Events that were not written.
  public static let eventsDropped = Self(
    "kubernetes_events_dropped_total", "Kubernetes events that were not written, by the reason.", ["reason"])
  /// Requests to the API server.
  public static let kubernetesRequests = Self(
    "kubernetes_requests_total",
    "Requests to the Kubernetes API server, each attempt, by the code of the answer or what failed.",
    ["verb", "resource", "code"])
  /// Requests to the API server that were sent again.
  public static let kubernetesRetries = Self(
    "kubernetes_request_retries_total", "Requests to the Kubernetes API server that were sent again.", ["verb"])
  /// Calls of agents.
  public static let agentCalls = Self("agent_calls_total", "Calls that agents began, with those that were refused.")
  /// Calls of agents that were ended.
  public static let agentCallsRefused = Self(
    "agent_calls_refused_total", "Calls of agents that the server ended, by the reason.", ["reason"])
  /// Messages of agents.
  public static let agentMessages = Self("agent_messages_total", "Messages that agents sent, by kind.", ["kind"])
  /// Bytes of agents' messages.
  public static let agentMessageBytes = Self("agent_message_bytes_total", "Bytes of the messages that agents sent.")
  /// Reports that were passed over.
  public static let agentStaleReports = Self(
    "agent_stale_reports_total", "Reports of agents that were passed over, since newer ones were known.")
  /// Transitions of brokers' health.
  public static let brokerTransitions = Self(
    "broker_transitions_total", "Changes of brokers' health, as their agents say, by the new one.",
    ["cluster", "health"])
}
