/// What a sandbox is made of.
public struct SandboxSettings: Sendable {
  /// Its name; two that run at a time have different ones, or different folders.
  public var name: String
  /// Where it keeps everything: objects, volumes, logs, certificates.
  public var folder: String
  /// Whether the folder stays when the sandbox stops.
  public var keepsFolder: Bool
  /// What is applied when it is up.
  public var manifests: [SandboxManifest]
  /// How many nodes there are.
  public var nodes: Int
  /// The kubeconfig of a real API server; nil for the embedded one.
  public var kubeconfig: String?
  /// The programs that pods are made of.
  public var programs: SandboxPrograms
  /// The absolute path of `koperator`, which is the control plane and the guard of every process.
  public var koperator: String
  /// By how much every deadline is longer than on a quick machine.
  public var patience: Double

  /// Settings.
  public init(
    name: String = "default", folder: String, keepsFolder: Bool = false, manifests: [SandboxManifest] = [],
    nodes: Int = 3, kubeconfig: String? = nil, programs: SandboxPrograms, koperator: String, patience: Double = 1
  ) {
    self.name = name
    self.folder = folder
    self.keepsFolder = keepsFolder
    self.manifests = manifests
    self.nodes = nodes
    self.kubeconfig = kubeconfig
    self.programs = programs
    self.koperator = koperator
    self.patience = patience
  }

  /// A deadline that takes `seconds` on a quick machine.
  func deadline(_ seconds: Double) -> Duration { .milliseconds(Int64(seconds * patience * 1000)) }

  /// How many brokers the largest cluster of some manifests has.
  public static func mostBrokers(of manifests: [SandboxManifest]) -> Int {
    manifests.compactMap { $0.cluster?.cluster.spec.brokers.count }.max() ?? 0
  }

  /// The clusters among the manifests.
  var clusters: [SandboxManifest.Cluster] { manifests.compactMap(\.cluster) }
}
