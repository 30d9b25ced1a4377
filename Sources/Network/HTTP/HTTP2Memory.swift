import CNghttp2
import Glibc
import Synchronization

/// Where nghttp2's memory comes from: its frame buffers of 16 KB from pages of their own, all else from the heap.
///
/// A session writes one frame at a time into its buffer, so most of the buffer's pages are never touched and cost nothing,
/// unless it lies where the heap was used before (a TLS handshake, say). That is 12 KB for each idle connection. A buffer
/// that is given back gives its pages to the system, and that of a silent connection can. Buffers are shared by all threads,
/// behind a lock that is taken when a connection begins and ends.
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

/// The memory of one session: it knows where the session's frame buffer is.
final class HTTP2SessionMemory {
  /// The address of the frame buffer, which nghttp2 takes first and keeps; 0 where it has none of the pool.
  private var buffer: UInt = 0

  private func note(_ pointer: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    if buffer == 0, HTTP2Memory.isBufferSize(size) { buffer = UInt(bitPattern: pointer) }
    return unsafe pointer
  }

  private func forget(_ pointer: UnsafeMutableRawPointer?) {
    if buffer != 0, UInt(bitPattern: pointer) == buffer { buffer = 0 }
  }

  /// Gives the pages of the frame buffer to the system. No frame may be in the middle of being sent.
  func rest() { if buffer != 0 { HTTP2Memory.rest(buffer) } }

  /// The functions as nghttp2 wants them; it copies the structure, and this object must outlive the session.
  func allocator() -> nghttp2_mem {
    unsafe nghttp2_mem(
      mem_user_data: Unmanaged.passUnretained(self).toOpaque(),
      malloc: { size, context in
        let pointer = unsafe HTTP2Memory.allocate(size)
        return unsafe HTTP2SessionMemory.me(context)?.note(pointer, size) ?? pointer
      },
      free: { pointer, context in
        unsafe HTTP2SessionMemory.me(context)?.forget(pointer)
        unsafe HTTP2Memory.release(pointer)
      }, calloc: { count, size, _ in unsafe calloc(count, size) },
      realloc: { pointer, size, context in
        let resized = unsafe HTTP2Memory.resize(pointer, size)
        let memory = unsafe HTTP2SessionMemory.me(context)
        if unsafe pointer != nil, unsafe resized != pointer { unsafe memory?.forget(pointer) }
        return unsafe memory?.note(resized, size) ?? resized
      })
  }

  private static func me(_ context: UnsafeMutableRawPointer?) -> HTTP2SessionMemory? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<HTTP2SessionMemory>.fromOpaque(context).takeUnretainedValue()
  }
}
