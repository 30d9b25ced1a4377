import COpenSSL

/// Reads a store in Java's own format, as `JavaKeyStore` writes it and keytool does.
///
/// It checks the digest over the whole first, so that a wrong password is told from a damaged key. No length in it is believed
/// before the bytes are there.
struct JavaKeyStoreReader {
  private let bytes: [UInt8]
  private let password: String
  private let keyPassword: String
  private var position = 0
  private var end: Int

  init(_ bytes: [UInt8], password: String, keyPassword: String) {
    self.bytes = bytes
    self.password = password
    self.keyPassword = keyPassword
    end = max(0, bytes.count - 20)
  }

  mutating func contents() throws(CertificatesError) -> KeyStoreContents {
    let seal = JavaKeyProtector.wide(password) + Array("Mighty Aphrodite".utf8) + bytes[..<end]
    guard bytes.count > 32, SHA1Digest.of(seal) == Array(bytes[end...]) else {
      throw CertificatesError(.password, "key store", "the password is wrong, or the store is damaged")
    }
    position = 4
    let version = try number(4)
    guard version == 1 || version == 2 else { throw damaged("its version is \(version)") }
    var chain: [CertificateHandle] = []
    var key: PrivateKey?
    var trusted: [CertificateHandle] = []
    for _ in 0..<(try number(4)) {
      let tag = try number(4)
      _ = try take(try number(2))
      _ = try take(8)
      switch tag {
      case 1:
        let hidden = try take(try number(4))
        var certificates: [CertificateHandle] = []
        for _ in 0..<(try number(4)) { certificates.append(try certificate(version)) }
        // Java takes the first key that fits; the first one is that here.
        if key == nil {
          let der = try JavaKeyProtector.opened(Array(hidden), password: keyPassword)
          key = PrivateKey(pem: try KeyHandle.read(der: der).privatePEM())
          chain = certificates
        }
      case 2: trusted.append(try certificate(version))
      default: throw damaged("an entry is of the kind \(tag)")
      }
    }
    return KeyStoreContents(chain: chain, key: key, trusted: trusted)
  }

  private mutating func certificate(_ version: Int) throws(CertificatesError) -> CertificateHandle {
    if version == 2 { _ = try take(try number(2)) }
    return try CertificateHandle.read(der: Array(try take(try number(4))))
  }

  private mutating func number(_ size: Int) throws(CertificatesError) -> Int {
    var value = 0
    for byte in try take(size) { value = value << 8 | Int(byte) }
    return value
  }

  private mutating func take(_ count: Int) throws(CertificatesError) -> ArraySlice<UInt8> {
    guard count <= end - position else { throw damaged("a length goes beyond its end") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private func damaged(_ cause: String) -> CertificatesError {
    CertificatesError(.certificate, "key store", "the store is damaged: write it anew", cause: cause)
  }
}

extension JavaKeyProtector {
  /// The key (PKCS #8) that an EncryptedPrivateKeyInfo hides.
  static func opened(_ hidden: [UInt8], password: String) throws(CertificatesError) -> [UInt8] {
    // SEQUENCE { AlgorithmIdentifier, OCTET STRING { salt, key, digest } }
    var content = hidden[...]
    guard let outer = element(0x30, in: &content), var inner = Optional(outer), element(0x30, in: &inner) != nil,
      let octets = element(0x04, in: &inner), octets.count > 40
    else {
      throw CertificatesError(.key, "key store", "the key in it is damaged, or hidden in a way that is not known")
    }
    let secret = wide(password)
    var stream = Array(octets.prefix(20))
    var key: [UInt8] = []
    for (index, byte) in octets.dropFirst(20).dropLast(20).enumerated() {
      if index % 20 == 0 { stream = SHA1Digest.of(secret + stream) }
      key.append(byte ^ stream[index % 20])
    }
    guard SHA1Digest.of(secret + key) == Array(octets.suffix(20)) else {
      throw CertificatesError(.password, "key store", "the key's password is wrong: give ssl.key.password")
    }
    return key
  }

  /// The content of the next element of DER, which is taken off; nil where it is another one or goes beyond the end.
  private static func element(_ tag: UInt8, in bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.popFirst() == tag, let first = bytes.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      guard first <= 0x84 else { return nil }
      length = 0
      for _ in 0..<Int(first & 0x7F) {
        guard let byte = bytes.popFirst() else { return nil }
        length = length << 8 | Int(byte)
      }
    }
    guard length <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return bytes.prefix(length)
  }
}
