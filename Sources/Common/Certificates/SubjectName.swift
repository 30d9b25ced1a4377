import COpenSSL

/// A subject alternative name as OpenSSL has it.
enum SubjectName {
  /// The entry; its caller frees it. Nil where OpenSSL has no memory.
  static func entry(_ name: CertificateName) throws(CertificatesError) -> UnsafeMutablePointer<GENERAL_NAME>? {
    switch name {
    case .dns(let text):
      try check(text, isDNS: true)
      return unsafe koperator_general_name_text(GEN_DNS, text)
    case .uri(let text):
      try check(text, isDNS: false)
      return unsafe koperator_general_name_text(GEN_URI, text)
    case .ip(let text):
      guard let address = unsafe a2i_IPADDRESS(text) else {
        OpenSSLText.clearErrors()
        throw CertificatesError(.name, "IP name '\(text)'", "it is no address: give one such as 127.0.0.1 or ::1")
      }
      return unsafe koperator_general_name_address(address)
    }
  }

  /// What OpenSSL would take as it is and others would refuse.
  private static func check(_ text: String, isDNS: Bool) throws(CertificatesError) {
    if isDNS {
      let label = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
      let isName = label.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
          }
      }
      guard isName, text.utf8.count <= 253 else {
        throw CertificatesError(
          .name, "DNS name '\(text)'", "it is none: give labels of letters, digits and '-' with points between them")
      }
    } else {
      guard text.contains(":"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw CertificatesError(
          .name, "URI name '\(text)'", "it is none: give a scheme and what follows, such as spiffe://example.org/name")
      }
    }
  }
}
