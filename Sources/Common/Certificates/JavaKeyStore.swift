import COpenSSL

/// A store in Java's own format (JKS, version 2), as Koperator's Secrets have them.
///
/// The format is old and its protection of keys weak (SHA-1): whoever has the file and time has the key. PKCS #12 is to be
/// preferred where the reader takes it.
public enum JavaKeyStore {
  /// A key store: key, certificate and CA.
  ///
  /// - Parameters:
  ///   - password: Of the store and of the key in it; ASCII.
  ///   - alias: The entry's name.
  ///   - created: Seconds since 1970.
  public static func keyStore(
    _ issued: IssuedCertificate, password: String, alias: String = "certificate", created: Int64
  ) throws(CertificatesError) -> [UInt8] {
    try check(password)
    let leaf = try CertificateHandle.read(issued.certificate, object: "certificate")[0]
    let chain = [leaf] + (try CertificateHandle.read(issued.authority, object: "CA certificate"))
    var file = JavaBytes(header: 1)
    file.append(UInt32(1))
    file.append(text: alias)
    file.append(UInt64(bitPattern: created * 1000))
    file.append(bytes: try JavaKeyProtector.protected(KeyHandle.read(issued.key).privateDER(), password: password))
    file.append(UInt32(chain.count))
    for certificate in chain { file.append(certificate: certificate.der) }
    return file.sealed(password)
  }

  /// A trust store with one CA.
  public static func trustStore(
    _ authority: String, password: String, alias: String = "ca", created: Int64
  ) throws(CertificatesError) -> [UInt8] {
    try check(password)
    let certificates = try CertificateHandle.read(authority, object: "CA certificate")
    var file = JavaBytes(header: certificates.count)
    for (index, certificate) in certificates.enumerated() {
      file.append(UInt32(2))
      file.append(text: index == 0 ? alias : "\(alias)-\(index)")
      file.append(UInt64(bitPattern: created * 1000))
      file.append(certificate: certificate.der)
    }
    return file.sealed(password)
  }

  private static func check(_ password: String) throws(CertificatesError) {
    // keytool refuses shorter ones.
    guard password.utf8.count >= 6, password.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw CertificatesError(
        .password, "password of the store",
        "Java takes none that is shorter than 6 characters, and only ASCII is "
          + "read alike everywhere: give a longer one of ASCII characters")
    }
  }
}

/// The file's bytes: numbers in network order, texts as Java's DataOutput writes them.
private struct JavaBytes {
  private var bytes: [UInt8] = []

  /// A file that has this many entries.
  init(header entries: Int) {
    append(UInt32(0xFEED_FEED))
    append(UInt32(2))
    append(UInt32(clamping: entries))
  }

  mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func append(text: String) {
    append(UInt16(clamping: text.utf8.count))
    bytes += Array(text.utf8)
  }

  mutating func append(bytes more: [UInt8]) {
    append(UInt32(clamping: more.count))
    bytes += more
  }

  mutating func append(certificate: [UInt8]) {
    append(text: "X.509")
    append(bytes: certificate)
  }

  /// With the digest that proves that nothing was changed by who does not know the password.
  func sealed(_ password: String) -> [UInt8] {
    bytes + SHA1Digest.of(JavaKeyProtector.wide(password) + Array("Mighty Aphrodite".utf8) + bytes)
  }
}

/// How a key is hidden in the file: a stream of SHA-1 over password and salt.
enum JavaKeyProtector {
  /// The algorithm's name (1.3.6.1.4.1.42.2.17.1.1) as an AlgorithmIdentifier.
  private static let algorithm: [UInt8] = [
    0x30, 0x0E, 0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x2A, 0x02, 0x11, 0x01, 0x01, 0x05, 0x00,
  ]
  private static let saltSize = 20

  /// The password as Java's characters, two bytes each.
  static func wide(_ password: String) -> [UInt8] { password.utf8.flatMap { [0, $0] } }

  /// An EncryptedPrivateKeyInfo (PKCS #8).
  static func protected(_ key: [UInt8], password: String) throws(CertificatesError) -> [UInt8] {
    let secret = wide(password)
    var salt = [UInt8](repeating: 0, count: saltSize)
    guard unsafe RAND_bytes(&salt, Int32(saltSize)) == 1 else {
      throw CertificatesError(.refused, "key store", "there are no random bytes", cause: OpenSSLText.takeError())
    }
    var stream = salt
    var hidden: [UInt8] = []
    for (index, byte) in key.enumerated() {
      let position = index % saltSize
      if position == 0 { stream = SHA1Digest.of(secret + stream) }
      hidden.append(byte ^ stream[position])
    }
    let octets = salt + hidden + SHA1Digest.of(secret + key)
    return element(0x30, algorithm + element(0x04, octets))
  }

  /// An element of DER.
  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 128 else { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }
}

/// SHA-1, which the format is made of.
enum SHA1Digest {
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    let result = unsafe EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha1(), nil)
    precondition(result == 1, "libcrypto refuses SHA-1")
    return digest
  }
}
