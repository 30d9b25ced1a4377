import CLinux
import Glibc

/// An ext4 file system in a file, mounted by a loop device.
struct DiskImage {
  /// Why a call failed.
  struct Failure: Error {
    /// The system's number; 0 where a program failed.
    var code: Int32
    var message: String
  }

  /// The smallest and the largest file; it is sparse, so that its size is no more than a figure.
  static let sizes: ClosedRange<Int64> = 16 << 20...64 << 30

  /// The file.
  let file: String
  /// Where it is mounted.
  let folder: String

  /// Makes the file and the file system, in a tenth of a second: what could be written later is left out.
  func make(bytes: Int64) throws(Failure) {
    let size = min(max(bytes, Self.sizes.lowerBound), Self.sizes.upperBound)
    let descriptor = unsafe creat(file, 0o600)
    guard descriptor >= 0 else { throw Self.failure("create \(file)") }
    let result = ftruncate(descriptor, Int(size))
    let failure = Self.failure("resize \(file)")
    close(descriptor)
    guard result == 0 else { throw failure }
    try Self.tool([
      "mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=1,lazy_journal_init=1,nodiscard", "-i", "65536", "-J",
      "size=\(size < 256 << 20 ? 4 : 16)", file,
    ])
  }

  /// Mounts it. An error of the file system makes it read-only, as on a machine whose disk fails.
  func mount() throws(Failure) {
    let device = try attach()
    defer { close(device.descriptor) }
    let flags = UInt(MS_NOSUID) | UInt(MS_NODEV)
    let options = "errors=remount-ro,noinit_itable,discard"
    let result = unsafe options.withCString { options in
      unsafe Glibc.mount(device.path, folder, "ext4", flags, UnsafeRawPointer(options))
    }
    guard result == 0 else { throw Self.failure("mount \(file) at \(folder)") }
  }

  /// Unmounts it.
  ///
  /// - Parameter isLazy: at once, even where something uses it still, which keeps what it has open.
  func unmount(isLazy: Bool) throws(Failure) {
    guard unsafe umount2(folder, isLazy ? Int32(MNT_DETACH) : 0) == 0 else {
      throw Self.failure("unmount \(folder)")
    }
  }

  /// Unmounts it, as soon as nothing uses it any more.
  ///
  /// - Parameter patience: how long it is tried, on this thread.
  func unmountPatiently(for patience: Duration) throws(Failure) {
    let end = ContinuousClock.now + patience
    while true {
      do throws(Failure) { return try unmount(isLazy: false) } catch {
        guard error.code == EBUSY, ContinuousClock.now < end else { throw error }
      }
      usleep(10_000)
    }
  }

  /// Repairs it; not while it is mounted.
  func repair() throws(Failure) { try Self.tool(["e2fsck", "-p", file], accepting: 0...1) }

  /// Makes it fail, whoever writes to it. What was written before is on the disk then.
  func makeReadOnly() throws(Failure) {
    let root = unsafe koperator_open_for_reading(folder)
    if root >= 0 {
      _ = syncfs(root)
      close(root)
    }
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else { throw Self.failure("look at \(folder)") }
    // The number of the device has its minor number in the low bits, as `gnu_dev_minor` reads it.
    let minor = (status.st_dev & 0xFF) | (status.st_dev >> 12 & 0xFFFF_FF00)
    let path = "/sys/fs/ext4/loop\(minor)/trigger_fs_error"
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("open \(path)") }
    defer { close(descriptor) }
    let text: [UInt8] = Array("sandbox\n".utf8)
    let count = unsafe text.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard count == text.count else { throw Self.failure("write to \(path)") }
  }

  /// A loop device with the file in it.
  private func attach() throws(Failure) -> (path: String, descriptor: Int32) {
    let image = unsafe open(file, O_RDWR | O_CLOEXEC)
    guard image >= 0 else { throw Self.failure("open \(file)") }
    defer { close(image) }
    let control = unsafe open("/dev/loop-control", O_RDWR | O_CLOEXEC)
    guard control >= 0 else { throw Self.failure("open /dev/loop-control") }
    defer { close(control) }
    // Another process may take the device between the two calls.
    for _ in 0..<32 {
      let number = koperator_loop_free(control)
      guard number >= 0 else { throw Self.failure("find a loop device") }
      let path = "/dev/loop\(number)"
      let device = unsafe open(path, O_RDWR | O_CLOEXEC)
      guard device >= 0 else { throw Self.failure("open \(path)") }
      if koperator_loop_configure(device, image) == 0 { return (path, device) }
      let failure = Self.failure("put \(file) into \(path)")
      close(device)
      if failure.code != EBUSY { throw failure }
    }
    throw Failure(code: EBUSY, message: "every loop device is taken as soon as it is free")
  }

  private static func tool(_ words: [String], accepting accepted: ClosedRange<Int32> = 0...0) throws(Failure) {
    do { try SystemTool.run(words, accepting: accepted) } catch { throw Failure(code: 0, message: error.message) }
  }

  private static func failure(_ what: String) -> Failure {
    let code = koperator_errno()
    return Failure(code: code, message: "\(what): \(unsafe String(cString: strerror(code)))")
  }
}
