import COpenSSL

/// Who someone is by a certificate.
public struct PeerIdentity: Sendable, Hashable {
  /// The subject, as RFC 2253 writes it: `CN=envoy,O=example`.
  public let subject: String
  /// The DNS names.
  public let dnsNames: [String]
  /// The URI names.
  public let uriNames: [String]
  /// The IP addresses, as 4 or 16 bytes.
  public let ipAddresses: [[UInt8]]
  /// The serial number in hexadecimal.
  public let serial: String
  /// When it ends to be valid, in seconds since 1970.
  public let notAfter: Int64
  /// The SHA-256 of the certificate, 32 bytes.
  public let fingerprint: [UInt8]

  /// Made by hand, for tests and tools.
  public init(
    subject: String, dnsNames: [String] = [], uriNames: [String] = [], ipAddresses: [[UInt8]] = [], serial: String = "",
    notAfter: Int64 = 0, fingerprint: [UInt8] = []
  ) {
    self.subject = subject
    self.dnsNames = dnsNames
    self.uriNames = uriNames
    self.ipAddresses = ipAddresses
    self.serial = serial
    self.notAfter = notAfter
    self.fingerprint = fingerprint
  }

  init(_ certificate: OpaquePointer) {
    subject = unsafe Self.text { memory in unsafe koperator_print_subject(memory, certificate) }
    serial = unsafe Self.text { memory in unsafe i2a_ASN1_INTEGER(memory, X509_get0_serialNumber(certificate)) }
      .lowercased()
    var days: Int32 = 0
    var seconds: Int32 = 0
    let epoch = unsafe ASN1_TIME_set(nil, 0)
    defer { unsafe ASN1_TIME_free(epoch) }
    unsafe ASN1_TIME_diff(&days, &seconds, epoch, X509_get0_notAfter(certificate))
    notAfter = Int64(days) * 86400 + Int64(seconds)
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe X509_digest(certificate, EVP_sha256(), &digest, nil)
    fingerprint = digest
    var dns: [String] = []
    var uris: [String] = []
    var addresses: [[UInt8]] = []
    if let raw = unsafe X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) {
      let names = OpaquePointer(raw)
      defer { unsafe GENERAL_NAMES_free(names) }
      for index in 0..<(unsafe koperator_names_count(names)) {
        let name = unsafe koperator_names_value(names, index)
        var length: Int32 = 0
        let type = unsafe koperator_name_type(name)
        guard type == GEN_DNS || type == GEN_URI || type == GEN_IPADD else { continue }
        let data = unsafe koperator_name_data(name, &length)
        let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: Int(length)))
        switch type {
        case GEN_DNS: dns.append(String(decoding: bytes, as: UTF8.self))
        case GEN_URI: uris.append(String(decoding: bytes, as: UTF8.self))
        default: addresses.append(bytes)
        }
      }
    }
    dnsNames = dns
    uriNames = uris
    ipAddresses = addresses
  }

  /// What a call of OpenSSL writes.
  private static func text(_ write: (OpaquePointer?) -> Int32) -> String {
    let memory = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(memory) }
    _ = unsafe write(memory)
    var data: UnsafeMutablePointer<CChar>?
    let count = unsafe koperator_mem_data(memory, &data)
    guard let data = unsafe data, count > 0 else { return "" }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: data, count: count), as: UTF8.self)
  }
}
