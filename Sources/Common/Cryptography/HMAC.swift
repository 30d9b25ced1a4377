import COpenSSL

/// HMAC (RFC 2104): a code that only who knows the key can make.
public enum HMAC {
  /// The code of a message under a key, as long as the algorithm's digest. Compare codes with `ConstantTime.equal`.
  public static func code(of message: [UInt8], key: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
    guard let length = Int32(exactly: key.count) else {
      // A key longer than a block stands for its digest (RFC 2104 §2), so one that libcrypto cannot count does too.
      return code(of: message, key: Digest.hash(key, algorithm), algorithm)
    }
    var code = [UInt8](repeating: 0, count: algorithm.size)
    let isMade = unsafe key.withUnsafeBytes { key in
      unsafe message.withUnsafeBytes { message in
        unsafe code.withUnsafeMutableBytes { code in
          // A null key pointer would mean "the last key": an empty key still needs an address.
          var nothing: UInt8 = 0
          let text = unsafe message.baseAddress?.assumingMemoryBound(to: UInt8.self)
          let result = unsafe code.baseAddress?.assumingMemoryBound(to: UInt8.self)
          if let address = key.baseAddress {
            return unsafe COpenSSL.HMAC(algorithm.method, address, length, text, message.count, result, nil) != nil
          }
          return unsafe COpenSSL.HMAC(algorithm.method, &nothing, 0, text, message.count, result, nil) != nil
        }
      }
    }
    precondition(isMade, "libcrypto failed on an HMAC")
    return code
  }
}
