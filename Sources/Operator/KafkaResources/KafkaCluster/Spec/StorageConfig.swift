public import JSON

extension KafkaCluster {
  /// One volume that a broker keeps its logs on.
  public struct StorageConfig: Sendable, Hashable {
    /// Where it is mounted; the logs are in `kafka` below.
    public var mountPath: String
    /// The claim of a persistent volume; it wins where both are written. Its texts are templates with the broker's id and
    /// the mount path.
    public var pvcSpec: JSONObject?
    /// A volume that goes with the Pod.
    public var emptyDir: JSONObject?

    /// A volume.
    public init(mountPath: String, pvcSpec: JSONObject? = nil, emptyDir: JSONObject? = nil) {
      self.mountPath = mountPath
      self.pvcSpec = pvcSpec
      self.emptyDir = emptyDir
    }

    /// Whether it outlives the Pod.
    public var isPersistent: Bool { pvcSpec != nil }

    init(_ object: ManifestObject) {
      self.init(
        mountPath: object.nonEmptyString("mountPath") ?? "", pvcSpec: object.part("pvcSpec"),
        emptyDir: object.part("emptyDir"))
    }
  }
}
