import COpenSSL

/// HMAC (RFC 2104).
public enum HMAC {
  /// The code of a message under a key.
  public static func code(of message: [UInt8], key: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: algorithm.size)
    unsafe key.withUnsafeBytes { key in
      unsafe message.withUnsafeBytes { message in
        unsafe code.withUnsafeMutableBytes { code in
          // A null key pointer would mean "the last key": an empty key still needs an address.
          var nothing: UInt8 = 0
          let length = Int32(clamping: key.count)
          let text = unsafe message.baseAddress?.assumingMemoryBound(to: UInt8.self)
          let result = unsafe code.baseAddress?.assumingMemoryBound(to: UInt8.self)
          if let address = key.baseAddress {
            _ = unsafe COpenSSL.HMAC(algorithm.method, address, length, text, message.count, result, nil)
          } else {
            _ = unsafe COpenSSL.HMAC(algorithm.method, &nothing, 0, text, message.count, result, nil)
          }
        }
      }
    }
    return code
  }
}

/// PBKDF2 (RFC 8018) over HMAC: a slow key from a password.
public enum PBKDF2 {
  /// A key of `count` bytes.
  ///
  /// - Parameter iterations: at least 1; SCRAM in Kafka takes 4,096 or more.
  public static func key(
    password: [UInt8], salt: [UInt8], iterations: Int, count: Int, _ algorithm: DigestAlgorithm = .sha256
  ) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: count)
    let secret = password.map { CChar(bitPattern: $0) }
    _ = unsafe key.withUnsafeMutableBytes { key in
      unsafe PKCS5_PBKDF2_HMAC(
        secret, Int32(clamping: secret.count), salt, Int32(clamping: salt.count), Int32(clamping: max(1, iterations)),
        algorithm.method, Int32(clamping: key.count), key.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    return key
  }
}

/// Bytes that nobody can guess.
public enum RandomBytes {
  /// So many of them, from libcrypto's generator.
  public static func generate(count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(clamping: buffer.count))
    }
    precondition(count == 0 || result == 1, "the system has no randomness to give")
    return bytes
  }
}

/// Comparison that takes as long for a near miss as for a far one.
public enum ConstantTime {
  /// Whether both are the same bytes; only their lengths can be told from the time that it takes.
  public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
  }
}
