public import KubernetesObjects

/// One volume that a node keeps its logs on.
public struct LogVolume: Sendable, Hashable {
  /// What it is.
  public enum Source: Sendable, Hashable {
    /// A persistent volume, by its claim.
    case claim(PersistentVolumeClaim)
    /// A folder that goes with the Pod.
    case emptyDir(EmptyDirVolumeSource)
  }

  /// The name within the Pod, as Koperator has it: `kafka-data-0`.
  public let name: String
  /// Where it is mounted, as the manifest writes it.
  public let mountPath: String
  /// What it is.
  public let source: Source

  /// The volume as the Pod has it.
  var volume: Volume {
    switch source {
    case .claim(let claim):
      Volume(name: name, persistentVolumeClaim: PersistentVolumeClaimVolumeSource(claimName: claim.metadata.name))
    case .emptyDir(let emptyDir): Volume(name: name, emptyDir: emptyDir)
    }
  }

  /// Whether its content outlives the Pod.
  var isPersistent: Bool {
    if case .claim = source { true } else { false }
  }
}
