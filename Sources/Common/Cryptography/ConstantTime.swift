import COpenSSL

/// Comparison that takes as long for a near miss as for a far one.
public enum ConstantTime {
  /// Whether both are the same bytes; only their lengths can be told from the time that it takes.
  public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    guard !left.isEmpty else { return true }
    // libcrypto's own, because an optimiser may turn a loop of ours into one that stops early.
    return unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
      }
    }
  }
}
