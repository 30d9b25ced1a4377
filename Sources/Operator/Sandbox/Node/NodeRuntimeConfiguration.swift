/// How the nodes of a sandbox are.
public struct NodeRuntimeConfiguration: Sendable, Hashable {
  /// A node: an object of the API. All of them live in this process.
  public struct NodeName: Sendable, Hashable {
    /// The name: `node-1`.
    public var name: String
    /// The zone: `zone-a`.
    public var zone: String
    /// The address that its pods say their host has.
    public var address: String

    /// A node.
    public init(name: String, zone: String, address: String = "127.0.0.1") {
      self.name = name
      self.zone = zone
      self.address = address
    }
  }

  /// The nodes.
  public var nodes: [NodeName]
  /// The folder of pods (`pods`) and logs (`logs`); an absolute path.
  public var folder: String
  /// The hosts file of the sandbox.
  public var hostsFile: String
  /// The `koperator` that programs are started through.
  public var guardExecutable: String
  /// The programs that containers are made of.
  public var programs: SandboxPrograms
  /// Names with addresses that never change, for programs that do not read the hosts file.
  public var names: [String: String] = [:]
  /// What the waits before restarts (10 s to 5 min) are multiplied by; tests shorten them.
  public var backoffFactor = 1.0
  /// The bound of a container's log, in bytes; there is one older file of the same size.
  public var logLimit = 50 << 20
  /// How long programs have to end when the node stops.
  public var stopGrace = Duration.seconds(10)
  /// How often nodes say that they live (`coordination.k8s.io` Leases); the kubelet's figure. Nil for never.
  public var heartbeat: Duration? = .seconds(10)
  /// How long it waits before it tries again to prepare a pod whose claims, files or programs are not there.
  public var preparationRetry = Duration.seconds(5)

  /// Nodes.
  public init(
    nodes: [NodeName], folder: String, hostsFile: String, guardExecutable: String,
    programs: SandboxPrograms = SandboxPrograms()
  ) {
    self.nodes = nodes
    self.folder = folder
    self.hostsFile = hostsFile
    self.guardExecutable = guardExecutable
    self.programs = programs
  }

  /// `node-1` to `node-N`, in the zones a, b, c in turn.
  public static func names(_ count: Int) -> [NodeName] {
    (0..<max(count, 0)).map { index in
      NodeName(name: "node-\(index + 1)", zone: "zone-\(["a", "b", "c"][index % 3])")
    }
  }
}
