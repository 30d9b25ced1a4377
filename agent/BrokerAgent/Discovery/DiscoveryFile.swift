import JavaProperties

/// What a file of the discovery folder says: the sidecar's variables, a line `NAME=value` each, and the pod's volumes.
struct DiscoveryFile: Sendable, Hashable {
  /// The most bytes of a file.
  static let sizeLimit = 64 << 10

  /// The broker. Its paths are those of the pod.
  let watched: WatchConfiguration
  /// The pod's volumes; empty where the file names none.
  let volumes: [PodVolume]

  /// Reads it.
  ///
  /// - Parameter hasPodsFolder: Whether volumes are found by the pod's UID.
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  init(_ bytes: [UInt8], hasPodsFolder: Bool) throws(AgentError) {
    let lines: JavaProperties
    do throws(JavaPropertiesError) {
      lines = try JavaProperties(
        text: String(decoding: bytes, as: UTF8.self), limits: JavaPropertiesLimits(size: Self.sizeLimit))
    } catch {
      throw AgentError(.configuration, "the file", "\(error): give lines NAME=value")
    }
    let variables = AgentVariables(Dictionary(lines.map { ($0.key, $0.value) }) { $1 })
    var watched = try WatchConfiguration(variables)
    // On a node there are Kafkas of several pods.
    if watched.process.word.isEmpty {
      guard !watched.broker.podUID.isEmpty else {
        throw AgentError(
          .configuration, "POD_UID",
          "it is not set: give the pod's UID, by which its processes are known, or KAFKA_PROCESS, a piece of an argument of "
            + "this Kafka alone")
      }
      watched.process.podUID = watched.broker.podUID
    }
    volumes = hasPodsFolder ? try PodVolume.list(variables["VOLUMES"] ?? "") : []
    if hasPodsFolder {
      guard !watched.broker.podUID.isEmpty else {
        throw AgentError(.configuration, "POD_UID", "it is not set: give the pod's UID, by which its volumes are found")
      }
      guard !volumes.isEmpty else {
        throw AgentError(
          .configuration, "VOLUMES",
          "it is not set: name the pod's volumes, as broker-agent announce does, or the agent does not find them")
      }
    }
    // Where there are volumes, writes are tried in their own folders alone: deeper ones could lead elsewhere.
    for volume in watched.volumes where hasPodsFolder {
      guard let path = PodPaths.normalized(volume), volumes.contains(where: { $0.mountPath == path }) else {
        throw AgentError(.configuration, "LOG_VOLUMES", "'\(volume)' is none of VOLUMES: name its volume there, too")
      }
    }
    self.watched = watched
  }
}
