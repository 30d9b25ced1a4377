import COpenSSL

/// Who someone is by a certificate.
public struct PeerIdentity: Sendable, Hashable {
  /// The subject, as RFC 2253 writes it: `CN=envoy,O=example`.
  public let subject: String
  /// The DNS names.
  public let dnsNames: [String]
  /// The URI names, as SPIFFE has them.
  public let uriNames: [String]
  /// The IP addresses, as 4 or 16 bytes.
  public let ipAddresses: [[UInt8]]
  /// The serial number in lowercase hexadecimal.
  public let serial: String
  /// From when it is valid, in seconds since 1970.
  public let notBefore: Int64
  /// Until when it is valid, in seconds since 1970.
  public let notAfter: Int64
  /// The SHA-256 of the certificate, 32 bytes.
  public let fingerprint: [UInt8]

  /// Made by hand, for tests and tools.
  public init(
    subject: String, dnsNames: [String] = [], uriNames: [String] = [], ipAddresses: [[UInt8]] = [], serial: String = "",
    notBefore: Int64 = 0, notAfter: Int64 = 0, fingerprint: [UInt8] = []
  ) {
    self.subject = subject
    self.dnsNames = dnsNames
    self.uriNames = uriNames
    self.ipAddresses = ipAddresses
    self.serial = serial
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.fingerprint = fingerprint
  }

  /// Reads an X509.
  init(_ certificate: OpaquePointer) {
    subject = unsafe OpenSSL.text { unsafe koperator_print_subject($0, certificate) }
    serial = unsafe OpenSSL.text { unsafe i2a_ASN1_INTEGER($0, X509_get0_serialNumber(certificate)) }.lowercased()
    notBefore = unsafe Self.seconds(X509_get0_notBefore(certificate))
    notAfter = unsafe Self.seconds(X509_get0_notAfter(certificate))
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe X509_digest(certificate, EVP_sha256(), &digest, nil)
    fingerprint = digest
    var dns: [String] = []
    var uris: [String] = []
    var addresses: [[UInt8]] = []
    if let names = unsafe koperator_certificate_names(certificate) {
      defer { unsafe koperator_general_names_free(names) }
      for index in 0..<(unsafe koperator_general_names_count(names)) {
        var kind: Int32 = 0
        guard let name = unsafe koperator_general_name_at(names, index, &kind) else { continue }
        let start = unsafe ASN1_STRING_get0_data(name)
        let length = unsafe Int(ASN1_STRING_length(name))
        let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: length))
        switch kind {
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

  static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
    var days: Int32 = 0
    var seconds: Int32 = 0
    let epoch = unsafe ASN1_TIME_set(nil, 0)
    defer { unsafe ASN1_TIME_free(epoch) }
    guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return 0 }
    return Int64(days) * 86_400 + Int64(seconds)
  }
}

/// Small services of OpenSSL that more than one type needs.
enum OpenSSL {
  /// What a call writes into a memory BIO.
  static func text(_ write: (OpaquePointer?) -> Int32) -> String {
    let memory = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(memory) }
    _ = unsafe write(memory)
    var data: UnsafeMutablePointer<CChar>?
    let count = unsafe koperator_bio_contents(memory, &data)
    guard let data = unsafe data, count > 0 else { return "" }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: data, count: count), as: UTF8.self)
  }

  /// The reason of the last failure on this thread, and an empty error queue; empty where there is none.
  static func takeError() -> String {
    let number = ERR_peek_last_error()
    ERR_clear_error()
    guard number != 0 else { return "" }
    guard let reason = unsafe ERR_reason_error_string(number) else { return "OpenSSL error \(number)" }
    return unsafe String(cString: reason)
  }

  /// Lends bytes as a BIO that reads them.
  static func withReader<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
      let memory = unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { unsafe BIO_free(memory) }
      return unsafe body(memory)
    }
  }
}
