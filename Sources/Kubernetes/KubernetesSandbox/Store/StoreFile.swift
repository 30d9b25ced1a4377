import Glibc

/// The file in which the objects of a cluster survive a restart, also one by SIGKILL: a whole state, and behind it each write
/// as one line before it is answered. It grows until the state is written anew, beside it and in one step.
///
/// One process has it at a time. It must never be left with half a state, nor with a hole between two writes.
struct StoreFile: ~Copyable {
  /// Where it is.
  let path: String
  private var descriptor: Int32 = -1
  private let lock: Int32
  /// The bytes that are whole.
  private var size = 0
  private var stateSize = 0
  /// Whether a write failed and could not be taken back: nothing can be added any more.
  private var isBroken = false
  /// The bytes of writes from which on a new state is written, where that is not more than the state itself.
  private static let rewriteBytes = 8 << 20

  /// Takes the file for this process; it need not be there.
  ///
  /// - Throws: `StoreFileError` where another process has it.
  init(_ path: String) throws(StoreFileError) {
    let lock = try Self.locked(path)
    self.path = path
    self.lock = lock
  }

  private static func locked(_ path: String) throws(StoreFileError) -> Int32 {
    let lockPath = path + ".lock"
    let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .refused(lockPath, "open", reason()) }
    if FileLock.take(descriptor) { return descriptor }
    close(descriptor)
    throw StoreFileError(
      code: .inUse, path: path, message: "another process has it; stop that one, or name another file")
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    close(lock)
  }

  /// Whether so much was added that a new state should be written.
  var wantsRewrite: Bool { size - stateSize > max(Self.rewriteBytes, stateSize) }

  /// Reads the file, and goes on behind its last whole line; nil where there is none.
  ///
  /// - Throws: `StoreFileError` where it is damaged or cannot be read.
  mutating func load() throws(StoreFileError) -> StoreContents? {
    let found = unsafe open(path, O_RDWR | O_APPEND | O_CLOEXEC)
    guard found >= 0 else {
      if errno == ENOENT { return nil }
      throw .refused(path, "open", Self.reason())
    }
    use(found)
    let contents = try StoreContents(try Self.read(found, path), path: path)
    size = contents.size
    stateSize = contents.stateSize
    guard ftruncate(found, size) == 0 else { throw .refused(path, "ftruncate", Self.reason()) }
    return contents
  }

  /// Adds writes; they are in the file when it returns.
  ///
  /// - Throws: `StoreFileError` where the system refuses; what was written of them is taken back.
  mutating func append(_ changes: [StoreChange]) throws(StoreFileError) {
    guard !changes.isEmpty else { return }
    guard !isBroken, descriptor >= 0 else {
      throw .refused(path, "write", "an earlier write failed and could not be taken back")
    }
    var bytes: [UInt8] = []
    for change in changes { bytes += StoreRecord.line(change) }
    do { try Self.write(bytes, descriptor, path) } catch {
      isBroken = ftruncate(descriptor, size) != 0
      throw error
    }
    size += bytes.count
  }

  /// Writes a whole state beside the file, and puts it in its place in one step.
  ///
  /// - Throws: `StoreFileError` where the system refuses; the file is as it was then.
  mutating func rewrite(_ state: APIState) throws(StoreFileError) {
    let temporary = path + ".new"
    let made = unsafe open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard made >= 0 else { throw .refused(temporary, "open", Self.reason()) }
    do throws(StoreFileError) {
      let written = try Self.writeState(state, made, temporary)
      guard fsync(made) == 0 else { throw StoreFileError.refused(temporary, "fsync", Self.reason()) }
      guard unsafe rename(temporary, path) == 0 else { throw StoreFileError.refused(path, "rename", Self.reason()) }
      use(made)
      (size, stateSize, isBroken) = (written, written, false)
    } catch {
      close(made)
      _ = unsafe unlink(temporary)
      throw error
    }
  }

  private mutating func use(_ descriptor: Int32) {
    if self.descriptor >= 0 { close(self.descriptor) }
    self.descriptor = descriptor
  }

  private static func writeState(
    _ state: APIState, _ descriptor: Int32, _ path: String
  ) throws(StoreFileError) -> Int {
    var bytes = StoreRecord.headerLine(version: state.version)
    var (count, size) = (0, 0)
    // Definitions first: they tell what the objects after them are.
    let resources = state.buckets.keys.sorted {
      ($0 == StoreResource.definitions ? 0 : 1, $0) < ($1 == StoreResource.definitions ? 0 : 1, $1)
    }
    for resource in resources {
      for object in state.buckets[resource]?.objects ?? [] {
        bytes += StoreRecord.line(object, of: resource)
        count += 1
        guard bytes.count > 1 << 20 else { continue }
        try write(bytes, descriptor, path)
        size += bytes.count
        bytes = []
      }
    }
    bytes += StoreRecord.completeLine(count: count)
    try write(bytes, descriptor, path)
    return size + bytes.count
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(StoreFileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .refused(path, "write", reason())
      }
    }
  }

  private static func read(_ descriptor: Int32, _ path: String) throws(StoreFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 { bytes += chunk.prefix(count) } else if errno != EINTR { throw .refused(path, "read", reason()) }
    }
  }

  private static func reason() -> String {
    let number = errno
    return unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
  }
}
