import CLinux
import Glibc

/// The persistent volumes of a sandbox: each claim's folder, by the claim's UID.
///
/// A volume is an ext4 image where this process has mounts of its own (`MountNamespace`) and the system has loop devices,
/// else a directory; it stays what it was made as. What is on it stays until `remove`, over restarts of the sandbox too.
/// It never changes a volume of another claim, and never formats one that is there.
public actor VolumeStore {
  /// Where and how volumes are kept.
  public struct Configuration: Sendable, Hashable {
    /// The folder of the store; absolute.
    public var folder: String
    /// Whether volumes may be images on loop devices, where that is possible; else all are directories.
    public var allowsImages: Bool
    /// A configuration.
    public init(folder: String, allowsImages: Bool = true) {
      self.folder = folder
      self.allowsImages = allowsImages
    }
  }

  /// A volume that is there.
  struct Volume {
    var record: VolumeRecord
    var isMounted = false
    var isReadOnly = false
    var isFilled = false
  }

  /// The file that `fill` makes, in the root of a volume.
  static let filler = ".sandbox-fill"

  let configuration: Configuration
  var known: [String: Volume] = [:]
  /// Why no image can be had, once that is known.
  private var reasonAgainstImages: String?
  /// mkfs and mounts block, which tasks' own threads must not.
  private let executor = QueueExecutor(label: "koperator.sandbox.volumes")

  /// Where its calls run.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  /// The store of a folder; what is in it stays.
  ///
  /// - Throws: `notStored` where the folder cannot be made, or holds what the store cannot read.
  public init(_ configuration: Configuration) throws(VolumeError) {
    self.configuration = configuration
    do {
      try SystemFolder.make(configuration.folder, mode: 0o700)
      for uid in try SystemFolder.names(in: configuration.folder) {
        let path = "\(configuration.folder)/\(uid)/claim.json"
        guard let bytes = SystemFolder.read(path) else {
          // The store was ended while it made this volume, or removed it: no pod has had it.
          try SystemFolder.remove("\(configuration.folder)/\(uid)")
          continue
        }
        guard let record = VolumeRecord(bytes: bytes), record.uid == uid else {
          throw VolumeError(
            .notStored, "\(path): it does not say which claim it is of; restore it, or remove the folder it is in")
        }
        known[uid] = Volume(record: record)
      }
    } catch let error as SystemFolder.Failure {
      throw VolumeError(.notStored, "volumes: \(error.message)")
    } catch let error as VolumeError {
      throw error
    } catch {
      throw VolumeError(.notStored, "volumes: \(error)")
    }
    if !configuration.allowsImages { reasonAgainstImages = "images are not asked for" }
  }

  /// Why new volumes are directories and not disks of their own; nil where they are disks, or none was made yet.
  public var limitation: String? { reasonAgainstImages }

  /// The folder of a claim's volume, which is made (or mounted again) where there is none yet.
  ///
  /// - Parameters:
  ///   - namespace: the claim's.
  ///   - name: the claim's.
  ///   - uid: the claim's; another claim of the same name is another volume.
  ///   - bytes: what it asks for. An image is as large, from 16 MiB to 64 GiB; it takes no more of the disk than is on it.
  /// - Throws: `notStored` or `notMounted`.
  public func folder(
    ofClaim namespace: String, _ name: String, uid: String, bytes: Int64
  ) async throws(VolumeError) -> String {
    guard Self.isName(uid) else {
      throw VolumeError(.notStored, "the claim \(namespace)/\(name) has no usable uid: '\(uid)'")
    }
    if known[uid] == nil {
      try make(VolumeRecord(namespace: namespace, name: name, uid: uid, bytes: bytes, kind: .image))
    }
    return try ready(uid)
  }

  /// Removes a claim's volume and its data; nothing where there is none.
  public func remove(_ uid: String) async throws(VolumeError) {
    guard let volume = known[uid] else { return }
    if volume.isMounted {
      try carry(out: "unmount", volume) { image throws(DiskImage.Failure) in try image.unmount(isLazy: true) }
    }
    known[uid] = nil
    // Without the file that names the claim the rest is rubbish, which the next start clears away.
    try store { () throws(SystemFolder.Failure) in
      try SystemFolder.remove("\(path(uid))/claim.json")
      try SystemFolder.remove(path(uid))
    }
  }

  /// The volumes, by namespace and name.
  public func volumes() -> [VolumeStatus] {
    var statuses: [VolumeStatus] = []
    for volume in known.values { statuses.append(status(volume)) }
    return statuses.sorted { ($0.namespace, $0.name, $0.uid) < ($1.namespace, $1.name, $1.uid) }
  }

  /// Unmounts what is mounted. The data stay.
  public func stop() async {
    for (uid, volume) in known where volume.isMounted {
      // What still uses it keeps it until it ends; then the system lets go of it.
      try? image(volume.record).unmount(isLazy: true)
      known[uid]?.isMounted = false
    }
  }

  // MARK: Parts

  func path(_ uid: String) -> String { "\(configuration.folder)/\(uid)" }

  func image(_ record: VolumeRecord) -> DiskImage {
    DiskImage(file: "\(path(record.uid))/disk.ext4", folder: "\(path(record.uid))/data")
  }

  /// Makes a volume: an image, or a directory where that cannot be.
  private func make(_ wanted: VolumeRecord) throws(VolumeError) {
    var record = wanted
    let folder = path(record.uid)
    try store { () throws(SystemFolder.Failure) in
      try SystemFolder.remove(folder)
      try SystemFolder.make("\(folder)/data")
    }
    var volume = Volume(record: record)
    if let reason = reasonAgainstImages ?? Self.reasonAgainstImages() {
      reasonAgainstImages = reason
    } else {
      do {
        try image(record).make(bytes: record.bytes)
        try image(record).mount()
        volume.isMounted = true
      } catch {
        reasonAgainstImages = error.message
        try store { () throws(SystemFolder.Failure) in try SystemFolder.remove(image(record).file) }
      }
    }
    record.kind = volume.isMounted ? .image : .directory
    volume.record = record
    try store { () throws(SystemFolder.Failure) in
      try SystemFolder.replace("\(folder)/claim.json", with: Array(record.text.utf8))
    }
    known[record.uid] = volume
  }

  /// The folder of a volume that is there, mounted where it is an image.
  private func ready(_ uid: String) throws(VolumeError) -> String {
    guard let volume = known[uid] else { throw Self.unknown(uid) }
    if volume.record.kind == .image, !volume.isMounted {
      if let reason = Self.reasonAgainstImages() {
        throw VolumeError(
          .notMounted,
          "the volume of \(volume.record.namespace)/\(volume.record.name) is an image, which cannot be mounted: \(reason); start the sandbox as it was started before, or remove its folder"
        )
      }
      // The sandbox may have been killed while it was mounted: its journal is played back first.
      try carry(out: "mount", volume) { image throws(DiskImage.Failure) in
        try image.repair()
        try image.mount()
      }
      known[uid]?.isMounted = true
      known[uid]?.isFilled = unsafe access("\(path(uid))/data/\(Self.filler)", F_OK) == 0
    }
    return "\(path(uid))/data"
  }

  /// Why this process can have no images; nil where it can.
  private static func reasonAgainstImages() -> String? {
    if !MountNamespace.isEntered { return "the sandbox has no mounts of its own, which needs root" }
    if SystemTool.found("mkfs.ext4") == nil { return "mkfs.ext4 is not installed (e2fsprogs)" }
    if unsafe access("/dev/loop-control", R_OK | W_OK) != 0 { return "the system has no loop devices" }
    return nil
  }

  private func status(_ volume: Volume) -> VolumeStatus {
    let record = volume.record
    let folder = "\(path(record.uid))/data"
    var used: Int64 = 0
    var space = statvfs()
    if record.kind == .directory {
      used = SystemFolder.used(folder)
    } else if volume.isMounted, unsafe statvfs(folder, &space) == 0 {
      used = Int64(clamping: (space.f_blocks - space.f_bfree) * UInt(space.f_frsize))
    }
    return VolumeStatus(
      namespace: record.namespace, name: record.name, uid: record.uid, folder: folder, kind: record.kind,
      bytes: record.bytes, usedBytes: used, isReadOnly: volume.isReadOnly, isFilled: volume.isFilled)
  }

  func carry(
    out what: String, _ volume: Volume, _ work: (DiskImage) throws(DiskImage.Failure) -> Void
  ) throws(VolumeError) {
    do { try work(image(volume.record)) } catch {
      let subject = "the volume of \(volume.record.namespace)/\(volume.record.name)"
      if error.code == EBUSY {
        throw VolumeError(.inUse, "\(subject) is in use (\(error.message)); stop the pod that mounts it and try again")
      }
      throw VolumeError(.notMounted, "\(subject): \(what): \(error.message)")
    }
  }

  func store(_ work: () throws(SystemFolder.Failure) -> Void) throws(VolumeError) {
    do { try work() } catch {
      throw VolumeError(.notStored, "volumes: \(error.message); make room, or give the sandbox another folder")
    }
  }

  static func unknown(_ uid: String) -> VolumeError {
    VolumeError(.notFound, "no claim with the uid '\(uid)' has a volume; look at the claims with kubectl get pvc")
  }

  private static func isName(_ uid: String) -> Bool {
    !uid.isEmpty && uid.utf8.count <= 128 && !uid.hasPrefix(".") && !uid.contains("/")
  }
}
