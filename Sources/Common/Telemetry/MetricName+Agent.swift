/// What the agent beside a broker shows of it.
extension MetricName.Gauge {
  /// Whether the process runs.
  public static let agentProcessUp = Self(
    "agent_process_up", "Whether Kafka's process runs (1), is proven to be gone (0), or neither (NaN).", ["broker"])
  /// Restarts of the process.
  public static let agentProcessRestarts = Self(
    "agent_process_restarts", "How often another process of Kafka was seen since the agent started.", ["broker"])
  /// Resident memory.
  public static let agentProcessMemory = Self(
    "agent_process_resident_memory_bytes", "Resident memory of Kafka's process.", ["broker"])
  /// Open files.
  public static let agentProcessFiles = Self(
    "agent_process_open_fds", "Open file descriptors of Kafka's process.", ["broker"])
  /// Whether Kafka answers.
  public static let agentKafkaAnswers = Self(
    "agent_kafka_answers", "Whether Kafka answers on the listener that is asked (1) or not (0).",
    ["broker", "listener"])
  /// How fast.
  public static let agentKafkaLatency = Self(
    "agent_kafka_answer_seconds", "How long Kafka's last answer took.", ["broker", "listener"])
  /// Whether a listener answers.
  public static let agentListenerAnswers = Self(
    "agent_listener_answers", "Whether a listener took a connection and a handshake (1) or not (0).",
    ["broker", "listener"])
  /// When a listener's certificate ends.
  public static let agentCertificateExpiry = Self(
    "agent_listener_certificate_expiry_timestamp_seconds",
    "When the certificate that a listener shows expires, in seconds since 1970.", ["broker", "listener"])
  /// How a log directory is.
  public static let agentLogDirState = Self(
    "agent_log_dir_state", "How a log directory is: 1 for the state that holds.", ["broker", "log_dir", "state"])
  /// The size of its file system.
  public static let agentLogDirSize = Self(
    "agent_log_dir_size_bytes", "The size of the file system of a log directory.", ["broker", "log_dir"])
  /// What is free of it.
  public static let agentLogDirFree = Self(
    "agent_log_dir_free_bytes", "What Kafka may still write to the file system of a log directory.",
    ["broker", "log_dir"])
  /// How long the last write took that was tried.
  public static let agentLogDirWrite = Self(
    "agent_log_dir_write_seconds", "How long the last write of 4 KB, with sync and read back, took.",
    ["broker", "log_dir"])
  /// Its partitions.
  public static let agentLogDirPartitions = Self(
    "agent_log_dir_partitions", "Directories of partitions in a log directory, by kind.", ["broker", "log_dir", "kind"])
  /// Their bytes.
  public static let agentLogDirPartitionBytes = Self(
    "agent_log_dir_partition_bytes", "Bytes in the directories of partitions of a log directory, by kind.",
    ["broker", "log_dir", "kind"])
  /// Connections to the control plane.
  public static let agentStreams = Self(
    "agent_control_plane_streams", "Replicas of the control plane that take the agent's reports.")
}
