import Glibc
import Synchronization

/// Where nghttp2's memory comes from: its frame buffers of 16 KB from pages of their own, all else from the heap.
///
/// A session writes one frame at a time into its buffer, so most of the buffer's pages are never touched and cost nothing,
/// unless it lies where the heap was used before (a TLS handshake, say). That is 12 KB for each idle connection. A buffer
/// that is given back gives its pages to the system, and that of a silent connection can. Buffers are shared by all threads,
/// behind a lock that is taken when a connection begins, rests and ends. What was once mapped for them stays mapped, without
/// pages, for the connections to come.
enum HTTP2Memory {
  private static let pageSize = 4096
  /// What nghttp2's frame buffer takes: a frame's payload, its header and a few bytes, in whole pages.
  private static let bufferSize = 5 * pageSize
  /// What is less than a frame's payload of 16,384 bytes is not a frame buffer.
  private static let bufferMinimum = 16_385
  private static let buffersOfASlab = 256

  /// The slabs, by their first address, and the buffers that nobody has.
  private struct Pool {
    var slabs: [UInt] = []
    var free: [UInt] = []

    func owns(_ address: UInt) -> Bool {
      for slab in slabs where address >= slab && address < slab + UInt(bufferSize * buffersOfASlab) { return true }
      return false
    }
  }

  private static let pool = Mutex(Pool())

  static func isBufferSize(_ size: Int) -> Bool { size >= bufferMinimum && size <= bufferSize }

  static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    guard isBufferSize(size) else { return unsafe malloc(size) }
    let address = pool.withLock { pool -> UInt? in
      if pool.free.isEmpty { addSlab(to: &pool) }
      return pool.free.popLast()
    }
    guard let address else { return unsafe malloc(size) }
    return unsafe UnsafeMutableRawPointer(bitPattern: address)
  }

  private static func addSlab(to pool: inout Pool) {
    let size = bufferSize * buffersOfASlab
    let slab = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let slab = unsafe slab, UInt(bitPattern: slab) != UInt.max else { return }
    let first = UInt(bitPattern: slab)
    pool.slabs.append(first)
    for index in (0..<buffersOfASlab).reversed() { pool.free.append(first + UInt(index * bufferSize)) }
  }

  /// Whether the address may be a buffer's: few of the heap begin a page.
  static func mayBeBuffer(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    UInt(bitPattern: pointer) % UInt(pageSize) == 0
  }

  /// Whether the address is a buffer's. Few addresses of the heap begin a page, so the lock is seldom taken for them.
  private static func isBuffer(_ address: UInt) -> Bool {
    address % UInt(pageSize) == 0 && pool.withLock { $0.owns(address) }
  }

  static func release(_ pointer: UnsafeMutableRawPointer?) {
    guard let pointer = unsafe pointer else { return }
    let address = UInt(bitPattern: pointer)
    guard isBuffer(address) else { return unsafe free(pointer) }
    unsafe madvise(pointer, bufferSize, MADV_DONTNEED)
    pool.withLock { $0.free.append(address) }
  }

  static func resize(_ pointer: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    guard let pointer = unsafe pointer else { return unsafe allocate(size) }
    guard isBuffer(UInt(bitPattern: pointer)) else { return unsafe realloc(pointer, size) }
    if size <= bufferSize { return unsafe pointer }
    guard let larger = unsafe malloc(size) else { return nil }
    unsafe larger.copyMemory(from: pointer, byteCount: bufferSize)
    unsafe release(pointer)
    return unsafe larger
  }

  /// Gives the pages of a buffer to the system; nothing in it may be needed any more.
  static func rest(_ buffer: UInt) {
    guard isBuffer(buffer) else { return }
    unsafe madvise(UnsafeMutableRawPointer(bitPattern: buffer), bufferSize, MADV_DONTNEED)
  }
}
