import CLinux
import Glibc

/// The file by which a broker's pod tells the agent of its node that it is there, made in the pod from the sidecar's variables and
/// from what is mounted.
public struct Announcement: Sendable, Hashable {
  /// The variables that the file has, in its order.
  private static let names = [
    "BROKER_ID", "KAFKA_CLUSTER", "KAFKA_CONFIG", "KAFKA_PROCESS", "LOG_VOLUMES", "METRICS_PORT", "POD_IP", "POD_NAME",
    "POD_NAMESPACE", "POD_UID",
  ]

  /// The folder that the file is put into.
  public let folder: String
  /// The file's name: `<namespace>.<cluster>.<id>`, as a broker has one pod at a time on a node.
  public let name: String
  /// What it holds.
  public let text: String

  /// Makes it.
  ///
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  public init(environment: [String: String]) throws(AgentError) {
    var mounts: [Mount] = []
    let code = MountLines.read("/proc/self/mountinfo") { mounts.append($0) }
    guard code == 0 else {
      throw AgentError(
        .configuration, "/proc/self/mountinfo", "it cannot be read: \(DiskError.name(of: code)); mount /proc")
    }
    try self.init(environment: environment, mounts: mounts)
  }

  init(environment: [String: String], mounts: [Mount]) throws(AgentError) {
    let variables = AgentVariables(environment)
    folder = try variables.path("DISCOVERY_FOLDER", "the folder that the agent of the node reads")
    let watched = try WatchConfiguration(variables)
    name = "\(watched.broker.namespace).\(watched.broker.cluster).\(watched.broker.id)"
    guard name.utf8.count <= 255, !name.contains("/") else {
      throw AgentError(
        .configuration, "KAFKA_CLUSTER", "'\(name)' cannot be the name of a file: give Kubernetes' names")
    }
    guard !watched.broker.podUID.isEmpty else {
      throw AgentError(.configuration, "POD_UID", "it is not set: give what metadata.uid says")
    }
    var lines = ""
    for name in Self.names {
      if let value = variables[name] { lines += "\(name)=\(try Self.escaped(value, name))\n" }
    }
    var volumes = variables["VOLUMES"] ?? ""
    if volumes.isEmpty {
      volumes = try Self.volumes(of: watched, mounts).map(\.description).joined(separator: ",")
    }
    text = lines + "VOLUMES=\(try Self.escaped(volumes, "VOLUMES"))\n"
    // What the agent would refuse is said where it is made.
    _ = try DiscoveryFile(Array(text.utf8), hasPodsFolder: true)
  }

  /// Writes it, so that the agent sees all of it or nothing.
  ///
  /// - Throws: `AgentError` naming the file.
  public func write() throws(AgentError) {
    let path = "\(folder)/\(name)"
    let temporary = "\(folder)/.\(name)"
    func fail(_ code: Int32) -> AgentError {
      AgentError(
        .configuration, path,
        "it cannot be written: \(DiskError.name(of: code)); mount DISCOVERY_FOLDER from the node, for a user who may write there"
      )
    }
    let descriptor = unsafe koperator_create(temporary, 0o644)
    guard descriptor >= 0 else { throw fail(koperator_errno()) }
    var rest = Array(text.utf8)[...]
    var code: Int32 = 0
    while !rest.isEmpty, code == 0 {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if koperator_errno() != EINTR { code = koperator_errno() }
    }
    if close(descriptor) != 0, code == 0 { code = koperator_errno() }
    if code == 0, unsafe rename(temporary, path) != 0 { code = koperator_errno() }
    guard code == 0 else {
      unsafe unlink(temporary)
      throw fail(code)
    }
  }

  /// The volumes that hold Kafka's configuration and its log directories.
  private static func volumes(of watched: WatchConfiguration, _ mounts: [Mount]) throws(AgentError) -> [PodVolume] {
    var points: [String] = []
    for volume in watched.volumes {
      guard let point = PodPaths.normalized(volume), mounts.contains(where: { $0.point == point }) else {
        throw AgentError(
          .configuration, "LOG_VOLUMES", "nothing is mounted at '\(volume)': mount the volume in this container, too")
      }
      points.append(point)
    }
    let above = mounts.map(\.point).filter { $0 != "/" && watched.settingsFile.hasPrefix($0 + "/") }
    guard let config = above.max(by: { $0.utf8.count < $1.utf8.count }) else {
      throw AgentError(
        .configuration, "KAFKA_CONFIG",
        "'\(watched.settingsFile)' lies on no volume: mount the one that holds it in this container, too")
    }
    if !points.contains(config) { points.append(config) }
    var volumes: [PodVolume] = []
    for point in points {
      guard let mount = mounts.last(where: { $0.point == point }) else { continue }
      volumes.append(PodVolume(mountPath: point, source(of: mount, podUID: watched.broker.podUID)))
    }
    return volumes
  }

  /// By the kubelet's folder where the mount shows it, as with ConfigMaps; a volume that is a file system of its own does not.
  private static func source(of mount: Mount, podUID: String) -> PodVolume.Source {
    let mark = "/pods/\(podUID)/volumes/"
    if let place = mount.root.indices.last(where: { mount.root[$0...].hasPrefix(mark) }),
      let source = PodVolume.folder(mount.root[place...].dropFirst(mark.count))
    {
      return source
    }
    return .device(mount.device, root: mount.root)
  }

  private static func escaped(_ value: String, _ name: String) throws(AgentError) -> String {
    guard !value.utf8.contains(where: { $0 < 0x20 }) else {
      throw AgentError(.configuration, name, "it has an end of line or another control character: give one line")
    }
    return value.reduce(into: "") { text, character in text += character == "\\" ? "\\\\" : String(character) }
  }
}
