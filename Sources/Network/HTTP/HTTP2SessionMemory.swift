import CNghttp2
import Glibc

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
        // Nearly everything is of the heap, and of no interest here.
        guard HTTP2Memory.isBufferSize(size) else { return unsafe malloc(size) }
        let pointer = unsafe HTTP2Memory.allocate(size)
        return unsafe HTTP2SessionMemory.me(context)?.note(pointer, size) ?? pointer
      },
      free: { pointer, context in
        guard unsafe HTTP2Memory.mayBeBuffer(pointer) else { return unsafe free(pointer) }
        unsafe HTTP2SessionMemory.me(context)?.forget(pointer)
        unsafe HTTP2Memory.release(pointer)
      }, calloc: { count, size, _ in unsafe calloc(count, size) },
      realloc: { pointer, size, context in
        guard unsafe HTTP2Memory.isBufferSize(size) || HTTP2Memory.mayBeBuffer(pointer) else {
          return unsafe realloc(pointer, size)
        }
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
