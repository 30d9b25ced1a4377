import Transport

/// What libFuzzer calls: a certificate, a key, the CA of clients and its list of revoked ones, parted by zeros, as they are
/// read from files.
@_cdecl("LLVMFuzzerTestOneInput")
public func loadCredentials(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  var parts = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map { Array($0) }
  while parts.count < 4 { parts.append([]) }
  let certificate = PEM(parts[0], name: "certificate")
  let key = PEM(parts[1], name: "key")
  let authorities = PEM(parts[2], name: "CA")
  read(key) { () throws(TLSError) in
    try TLSContext.server(
      certificateChain: certificate, privateKey: key, clients: parts[2].isEmpty ? .anonymous : .required(authorities),
      revocations: parts[3].isEmpty ? nil : PEM(parts[3], name: "CRL"), protocols: ["h2"])
  }
  read(key) { () throws(TLSError) in
    try TLSContext.client(
      trust: .authorities(authorities), certificateChain: parts[0].isEmpty ? nil : certificate,
      privateKey: parts[1].isEmpty ? nil : key)
  }
  return 0
}

/// What is usable has a certificate that can be read; what is not says why, and never what is in the key.
private func read(_ key: PEM, _ load: () throws(TLSError) -> TLSContext) {
  do throws(TLSError) {
    let context = try load()
    _ = context.certificate?.subject
    _ = context.warnings
  } catch {
    let words = error.description
    precondition(!words.isEmpty, "an error without words")
    for line in key.bytes.split(separator: 10) where line.count >= 40 && line.first != UInt8(ascii: "-") {
      precondition(!words.contains(String(decoding: line, as: UTF8.self)), "an error shows a key")
    }
  }
}
