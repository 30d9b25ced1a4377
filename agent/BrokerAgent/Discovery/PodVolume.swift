/// A volume of a pod, as a discovery file names it: where the pod has it, and how the node finds it.
struct PodVolume: Sendable, Hashable, CustomStringConvertible {
  /// How the node finds it.
  enum Source: Sendable, Hashable {
    /// In the pod's folder `volumes`: `<plugin>/<name>`, or `<plugin>/<name>/mount`.
    case folder(String)
    /// What is mounted in the pod's folder from this device (major:minor) and this folder of its file system.
    case device(String, root: String)
  }

  /// The path at which the pod has it.
  let mountPath: String
  /// How the node finds it.
  let source: Source

  /// `mountPath=source`, as a discovery file has it.
  var description: String {
    switch source {
    case .folder(let path): "\(mountPath)=\(path)"
    case .device(let device, let root): "\(mountPath)=\(device):\(root)"
    }
  }

  init(mountPath: String, _ source: Source) {
    self.mountPath = mountPath
    self.source = source
  }

  /// Reads one.
  ///
  /// - Throws: `AgentError` that names the piece of the text.
  init(_ text: Substring) throws(AgentError) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let path = PodPaths.normalized(String(parts[0])),
      let source = Self.device(parts[1]) ?? Self.folder(parts[1])
    else {
      throw AgentError(
        .configuration, "VOLUMES",
        "'\(text)' is no volume: write /path/in/the/pod=<plugin>/<name>, with /mount behind it for kubernetes.io~csi, or "
          + "/path/in/the/pod=<major>:<minor>:/folder")
    }
    mountPath = path
    self.source = source
  }

  /// Reads a list with commas.
  static func list(_ text: String) throws(AgentError) -> [PodVolume] {
    var volumes: [PodVolume] = []
    for part in text.split(separator: ",") { volumes.append(try PodVolume(part)) }
    return volumes
  }

  private static func device(_ text: Substring) -> Source? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, UInt32(parts[0]) != nil, UInt32(parts[1]) != nil,
      let root = PodPaths.normalized(String(parts[2]))
    else { return nil }
    return .device("\(parts[0]):\(parts[1])", root: root)
  }

  /// The folders that the kubelet makes, and no deeper: there a pod could have put a symbolic link.
  static func folder(_ text: Substring) -> Source? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 3 && parts[2] == "mount"),
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else { return nil }
    return .folder(String(text))
  }
}
