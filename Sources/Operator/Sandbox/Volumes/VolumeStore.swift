/// The persistent volumes of a sandbox: each claim's folder, by the claim's UID.
public actor VolumeStore {
  /// Where and how volumes are kept.
  public struct Configuration: Sendable, Hashable {
    /// The folder of the store.
    public var folder: String
    /// Whether volumes may be images on loop devices, where that is possible; else all are directories.
    public var allowsImages: Bool
    /// A configuration.
    public init(folder: String, allowsImages: Bool = true) {
      self.folder = folder
      self.allowsImages = allowsImages
    }
  }

  let configuration: Configuration

  /// The store of a folder; what is in it stays.
  public init(_ configuration: Configuration) throws(VolumeError) { self.configuration = configuration }

  /// The folder of a claim's volume, which is made (or mounted again) where there is none yet.
  public func folder(
    ofClaim namespace: String, _ name: String, uid: String, bytes: Int64
  ) async throws(VolumeError) -> String {
    throw VolumeError(.unsupported, "not yet")
  }

  /// Removes a claim's volume and its data; nothing where there is none.
  public func remove(_ uid: String) async throws(VolumeError) { throw VolumeError(.unsupported, "not yet") }

  /// Makes a volume full: with an image, a write is answered with `ENOSPC`. False ends it.
  public func fill(_ uid: String, _ isFull: Bool = true) async throws(VolumeError) {
    throw VolumeError(.unsupported, "not yet")
  }

  /// Makes a volume read-only, as the kernel does with a disk that fails. False ends it.
  public func makeReadOnly(_ uid: String, _ isReadOnly: Bool = true) async throws(VolumeError) {
    throw VolumeError(.unsupported, "not yet")
  }

  /// Puts a new, empty disk in the place of a volume. The one before is lost.
  public func swap(_ uid: String) async throws(VolumeError) { throw VolumeError(.unsupported, "not yet") }

  /// The volumes, by namespace and name.
  public func volumes() async -> [VolumeStatus] { [] }

  /// Unmounts what is mounted. The data stay.
  public func stop() async {}
}
