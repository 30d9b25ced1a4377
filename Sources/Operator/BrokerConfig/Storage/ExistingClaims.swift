public import KafkaResources
public import KubernetesObjects

/// The claims of a cluster that are there already, Koperator's and ours, by node and mount path. A node goes on with
/// them, whatever their names are.
public struct ExistingClaims: Sendable, Hashable {
  private var claims: [Int32: [String: PersistentVolumeClaim]] = [:]
  private var dyingNames: Set<String> = []

  /// No claims.
  public init() {}

  /// Those of some claims that belong to a cluster. One that is being deleted is not among them: a Pod that mounts it
  /// never starts. Of two for one volume the bound one counts, then the older one.
  public init(_ claims: [PersistentVolumeClaim], of cluster: KafkaCluster) {
    for claim in claims where claim.metadata.namespace == cluster.namespace {
      if claim.metadata.deletionTimestamp != nil {
        dyingNames.insert(claim.metadata.name)
        continue
      }
      guard let volume = VolumeIdentity(of: claim), volume.broker.cluster == cluster.name else { continue }
      let other = self.claims[volume.broker.id]?[volume.mountPath]
      if let other, !Self.comes(claim, before: other) { continue }
      self.claims[volume.broker.id, default: [:]][volume.mountPath] = claim
    }
  }

  /// The claim of a volume; nil where there is none yet.
  public func claim(of id: Int32, mountPath: String) -> PersistentVolumeClaim? {
    claims[id]?[VolumeIdentity.normalized(mountPath)]
  }

  /// A name for a new claim: the wanted one, with a number where a claim that is being deleted still has it.
  func unusedName(_ wanted: String) -> String {
    var name = wanted
    var number = 1
    while dyingNames.contains(name) {
      number += 1
      name = "\(wanted)-\(number)"
    }
    return name
  }

  /// The mount paths that a node has claims for.
  public func mountPaths(of id: Int32) -> [String] { (claims[id] ?? [:]).keys.sorted() }

  private static func comes(_ claim: PersistentVolumeClaim, before other: PersistentVolumeClaim) -> Bool {
    let isBound = claim.status?.phase == "Bound"
    if isBound != (other.status?.phase == "Bound") { return isBound }
    if let time = claim.metadata.creationTimestamp, let otherTime = other.metadata.creationTimestamp,
      time != otherTime
    {
      return time < otherTime
    }
    return claim.metadata.name < other.metadata.name
  }
}
