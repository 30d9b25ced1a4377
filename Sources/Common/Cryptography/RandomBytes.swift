import COpenSSL

/// Bytes that nobody can guess.
public enum RandomBytes {
  /// So many of them, from libcrypto's generator. Where the system has no randomness to give, the process stops.
  ///
  /// - Parameter count: 0 to 2³¹ − 1.
  public static func generate(count: Int) -> [UInt8] {
    precondition(count >= 0 && count <= Int32.max, "\(count) random bytes cannot be made")
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(count))
    }
    precondition(result == 1, "the system has no randomness to give")
    return bytes
  }
}
