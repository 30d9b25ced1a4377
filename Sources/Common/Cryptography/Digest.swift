import COpenSSL

/// The digests that the project uses.
public enum DigestAlgorithm: Sendable, Hashable {
  /// 20 bytes; for old protocols only.
  case sha1
  /// 32 bytes.
  case sha256
  /// 64 bytes.
  case sha512

  var method: OpaquePointer {
    switch self {
    case .sha1: unsafe EVP_sha1()
    case .sha256: unsafe EVP_sha256()
    case .sha512: unsafe EVP_sha512()
    }
  }

  /// The length of a digest, in bytes.
  public var size: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha512: 64
    }
  }
}

/// A digest that is fed piece by piece.
///
/// It must never give a result that is none: where libcrypto has no memory, or is set up to refuse the algorithm, the
/// process stops.
@safe public struct Digest: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: DigestAlgorithm

  /// A digest of nothing yet.
  public init(_ algorithm: DigestAlgorithm = .sha256) {
    self.algorithm = algorithm
    guard let context = unsafe EVP_MD_CTX_new() else { fatalError("out of memory") }
    unsafe self.context = unsafe context
    precondition(
      unsafe EVP_DigestInit_ex(context, algorithm.method, nil) == 1, "libcrypto refuses the digest \(algorithm)")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

  /// Adds bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    let result = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(result == 1, "libcrypto failed on a digest")
  }

  /// Adds the UTF-8 of a text.
  public mutating func update(_ text: String) { update(Array(text.utf8)) }

  /// The digest of all that was added.
  public consuming func finalize() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: algorithm.size)
    let result = unsafe digest.withUnsafeMutableBytes { buffer in
      unsafe EVP_DigestFinal_ex(context, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
    }
    precondition(result == 1, "libcrypto failed on a digest")
    return digest
  }

  /// The digest of these bytes.
  public static func hash(_ bytes: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
    var digest = Digest(algorithm)
    digest.update(bytes)
    return digest.finalize()
  }
}
