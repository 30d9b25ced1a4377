import CLinux
import Glibc

extension VolumeStore {
  /// How long a volume that is in use is waited for: whoever looks at it for a moment only, as the broker's agent does, is done
  /// by then.
  private static let glance = Duration.seconds(1)

  /// Makes a volume full: a write is answered with `ENOSPC`. False ends it.
  ///
  /// - Throws: `unsupported` for a directory.
  public func fill(_ uid: String, _ isFull: Bool = true) async throws(VolumeError) {
    let volume = try mounted(uid, cannot: "be filled: it is as large as the disk that it lies on")
    let path = "\(path(uid))/data/\(Self.filler)"
    if isFull {
      try fill(path, of: volume)
    } else {
      try store { () throws(SystemFolder.Failure) in try SystemFolder.remove(path) }
    }
    known[uid]?.isFilled = isFull
  }

  /// Makes a volume read-only, as the kernel does with a disk that fails: whoever has a file open cannot write it any more.
  /// False ends it; then nothing may use the volume, since its file system is repaired.
  ///
  /// - Throws: `unsupported` for a directory, `inUse`.
  public func makeReadOnly(_ uid: String, _ isReadOnly: Bool = true) async throws(VolumeError) {
    let volume = try mounted(uid, cannot: "be made read-only")
    guard volume.isReadOnly != isReadOnly else { return }
    if isReadOnly {
      try carry(out: "make it fail", volume) { image throws(DiskImage.Failure) in try image.makeReadOnly() }
    } else {
      try carry(out: "unmount", volume) { image throws(DiskImage.Failure) in
        try image.unmountPatiently(for: Self.glance)
      }
      known[uid]?.isMounted = false
      try carry(out: "repair", volume) { image throws(DiskImage.Failure) in
        try image.repair()
        try image.mount()
      }
      known[uid]?.isMounted = true
    }
    known[uid]?.isReadOnly = isReadOnly
  }

  /// Puts a new, empty disk in the place of a volume. What was on it is lost; whoever has files of it open goes on with
  /// those, as with a disk that was pulled out while its data were in memory.
  public func swap(_ uid: String) async throws(VolumeError) {
    guard let volume = known[uid] else { throw Self.unknown(uid) }
    let data = "\(path(uid))/data"
    if volume.record.kind == .directory {
      let old = "\(path(uid))/old"
      try store { () throws(SystemFolder.Failure) in
        try SystemFolder.remove(old)
        try SystemFolder.move(data, to: old)
        try SystemFolder.make(data)
        try SystemFolder.remove(old)
      }
      return
    }
    if volume.isMounted {
      try carry(out: "unmount", volume) { image throws(DiskImage.Failure) in try image.unmount(isLazy: true) }
      known[uid]?.isMounted = false
    }
    try store { () throws(SystemFolder.Failure) in try SystemFolder.remove(image(volume.record).file) }
    try carry(out: "make a new disk", volume) { image throws(DiskImage.Failure) in
      try image.make(bytes: volume.record.bytes)
      try image.mount()
    }
    known[uid]?.isMounted = true
    known[uid]?.isReadOnly = false
    known[uid]?.isFilled = false
  }

  /// A volume that is a disk of its own, and there.
  private func mounted(_ uid: String, cannot what: String) throws(VolumeError) -> Volume {
    guard let volume = known[uid] else { throw Self.unknown(uid) }
    let subject = "the volume of \(volume.record.namespace)/\(volume.record.name)"
    guard volume.record.kind == .image else {
      let reason = limitation.map { " (\($0))" } ?? ""
      throw VolumeError(
        .unsupported,
        "\(subject) is a directory and cannot \(what); start a new sandbox as root, on a system with loop devices\(reason)"
      )
    }
    guard volume.isMounted else {
      throw VolumeError(.notFound, "\(subject) is not mounted; start the pod that mounts it first")
    }
    return volume
  }

  /// Writes a file until nothing more fits: first whole gigabytes that are only reserved, at last single bytes.
  private func fill(_ path: String, of volume: Volume) throws(VolumeError) {
    let descriptor = unsafe creat(path, 0o600)
    guard descriptor >= 0 else { throw Self.failure("create \(path)") }
    defer { close(descriptor) }
    var size: Int = 0
    var piece = 1 << 30
    while piece >= 4096 {
      let result = posix_fallocate(descriptor, size, piece)
      switch result {
      case 0: size += piece
      case EINTR: continue
      case ENOSPC, EFBIG: piece /= 2
      default: throw VolumeError(.notStored, "fill \(path): \(unsafe String(cString: strerror(result)))")
      }
    }
    guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw Self.failure("fill \(path)") }
    let bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { continue }
      let code = koperator_errno()
      if code == EINTR { continue }
      guard code == ENOSPC else { throw Self.failure("fill \(path)") }
      break
    }
    // What is written later must find no room either: blocks that are put aside for open files are used up.
    _ = fsync(descriptor)
  }

  private static func failure(_ what: String) -> VolumeError {
    VolumeError(.notStored, "\(what): \(unsafe String(cString: strerror(koperator_errno())))")
  }
}
