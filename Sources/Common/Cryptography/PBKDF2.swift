import COpenSSL

/// PBKDF2 (RFC 8018 §5.2) over HMAC: a slow key from a password.
public enum PBKDF2 {
  /// A key of `count` bytes. It must never be a key that was not derived: where libcrypto refuses, the process stops.
  ///
  /// - Parameter iterations: at least 1, at most 2³¹ − 1; SCRAM in Kafka takes 4,096 or more.
  public static func key(
    password: [UInt8], salt: [UInt8], iterations: Int, count: Int, _ algorithm: DigestAlgorithm = .sha256
  ) -> [UInt8] {
    precondition(count >= 0 && count <= Int32.max, "a key of \(count) bytes cannot be made")
    precondition(iterations >= 1 && iterations <= Int32.max, "\(iterations) is no number of iterations")
    precondition(password.count <= Int32.max && salt.count <= Int32.max, "the password or the salt is too long")
    guard count > 0 else { return [] }
    var key = [UInt8](repeating: 0, count: count)
    let secret = password.map { CChar(bitPattern: $0) }
    let result = unsafe key.withUnsafeMutableBytes { key in
      unsafe PKCS5_PBKDF2_HMAC(
        secret, Int32(secret.count), salt, Int32(salt.count), Int32(iterations), algorithm.method, Int32(count),
        key.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    precondition(result == 1, "libcrypto failed on PBKDF2")
    return key
  }
}
